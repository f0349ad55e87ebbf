Feature: A procedure that wants out
  Scenario: Nothing gets through
    When the procedure runs
    Then the procedure should complete successfully
    And the output should exist
