# A comment
@arithmetic
Feature: Division

  Rule: Only by what is not zero

    Example: It divides
      When the procedure runs
      Then the output q should be 2
      And the divide tool should be called at least 1 times

    Scenario Outline: Other numbers
      Given the input a is <a>
      And the input b is <b>
      When the procedure runs
      Then the output q should be <q>

      Examples:
        | a | b | q   |
        | 1 | 2 | 0.5 |
        | 9 | 3 | 3   |

    Scenario: By zero
      Given the input b is 0
      When the procedure runs
      Then the output error should match pattern "division by zero"
