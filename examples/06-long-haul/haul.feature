Feature: A long haul
  Scenario: Each step is answered
    Given the input steps is 25
    And the tool "haul.step" returns {'status': 200}
    When the procedure runs
    Then the output steps should be 25

  Scenario: A step is refused
    Given the input steps is 5
    And the tool "haul.step" returns {'status': 500}
    When the procedure runs
    Then the procedure should fail
