-- Models that elsewhere are trained: declared here, answered by mocks.
Model "imdb" {
    type = "registry",
    name = "imdb_nb",
    version = "latest",
    input = {text = "string"},
    output = {label = "string", confidence = "float"},
    training = {
        data = {source = "hf", name = "imdb", train = "train", test = "test", text_field = "text", label_field = "label", limit = {train = 100}, shuffle = true, seed = 42},
        candidates = {{name = "nb-tfidf", trainer = "naive_bayes", hyperparameters = {alpha = 1.0, max_features = 50000, ngram_min = 1}}},
    },
}

other = Model {type = "hf_sequence_classifier", model = "distilbert", input = {text = "string"}, output = {label = "string"}}

Mocks {
    imdb = {
        conditional = {
            {when = {text = "contains:great"}, returns = {label = "positive", confidence = 0.9}},
            {when = {text = "startswith:awful"}, returns = {label = "negative", confidence = 0.8}},
        },
        returns = {label = "neutral", confidence = 0.1},
    },
    other = {returns = {label = "X"}},
}

Procedure {
    input = {text = field.string{required = true}},
    output = {label = field.string{required = true}, confidence = field.number{required = true}, other = field.string{}},
    function(input)
        local classifier = Model("imdb")
        local result = classifier({text = input.text})
        local out = result.output or result
        local o = other.predict({text = input.text})
        o = o.output or o
        return {label = out.label, confidence = out.confidence, other = o.label}
    end
}

Specification([[
Feature: Sentiment
  Scenario: Positive
    Given the input text is "a great film"
    When the imdb model predicts
    Then the output label should be "positive"
    And the output confidence should be 0.9
    And the output other should be "X"

  Scenario: Negative
    Given the input text is "awful"
    When the procedure runs
    Then the output label should be "negative"

  Scenario: Neither
    Given the input text is "a film"
    When the procedure runs
    Then the output label should be "neutral"
]])
