-- Questions to people are answered by stand-ins.
Procedure {
    input = {},
    output = {
        approved = field.boolean{required = true}, name = field.string{}, choice = field.string{}, decision = field.string{},
    },
    function(input)
        local approved = Human.approve({message = "Continue?", context = {step = 1}, timeout = 3600, default = false})
        local name = Human.input({message = "Your name?", placeholder = "name", default = "Anonymous"})
        local choice = Human.select({message = "Which?", options = {"red", "green"}, default = "red"})
        local review = Human.review({
            message = "Review this", artifact = "Draft text", artifact_type = "document",
            options = {{label = "Approve", type = "action"}, {label = "Reject", type = "cancel"}},
        })
        Human.notify({message = "Finished", level = "info"})
        return {approved = approved, name = name, choice = choice, decision = review.decision}
    end
}

Specification([[
Feature: People
  Scenario: All agree
    Given the procedure has started
    When the procedure runs
    Then the procedure should complete successfully
    And the output approved should be True
    And the output decision should be "Approve"
    And the output choice should be "red"
    And the output should exist
]])
