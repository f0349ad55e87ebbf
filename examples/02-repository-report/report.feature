Feature: Report of a repository
  Scenario: The example's own folder is reported
    Given the tool "repository.log" returns {'exit_code': 0, 'stdout': 'abc123 First\n', 'stderr': '', 'truncated': False}
    When the procedure runs
    Then the procedure should complete successfully
    And the output should exist
