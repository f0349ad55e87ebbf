Feature: Hello
  Scenario: It greets the world
    When the procedure runs
    Then the output greeting should be "Hello, world!"
    And the output pong should be true

  Scenario: It greets by name
    Given the input name is "Ada"
    When the procedure runs
    Then the output greeting should be "Hello, Ada!"

  Scenario: Nobody has no name
    Given the input name is ""
    When the procedure runs
    Then the procedure should fail
