Feature: A token that nobody sees
  Scenario: A ticket is opened
    Given the tool "tracker.create_issue" returns {'status': 201, 'body': {'number': 7}}
    And the tool "tracker.echo" returns {'status': 200, 'body': {'authorization': 'Bearer [redacted]'}}
    When the procedure runs
    Then the output ticket should be 7
    And the output leaks should be []

  Scenario: A leak would be found
    Given the tool "tracker.create_issue" returns {'status': 201, 'body': {'number': 7}}
    And the tool "tracker.echo" returns {'status': 200, 'body': {'authorization': 'Bearer 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'}}
    When the procedure runs
    Then the output leaks should be ["echo.body.authorization"]
