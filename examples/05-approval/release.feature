Feature: A release that somebody approves
  Background:
    Given the tool "press.reserve" returns {'status': 200, 'body': {'release': 12}}
    And the tool "press.publish" returns {'status': 200, 'body': {}}
    And the tool "press.withdraw" returns {'status': 200, 'body': {}}

  Scenario: It is approved
    When the procedure runs
    Then the output release should be 12
    And the output published should be true

  Scenario: It is rejected
    Given the user presses no
    When the procedure runs
    Then the output published should be false
