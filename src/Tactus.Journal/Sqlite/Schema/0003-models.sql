-- What the model calls of a run used up. The cost is kept in billionths of a US dollar: whole numbers add up exactly.
ALTER TABLE run ADD COLUMN model_calls INTEGER;
ALTER TABLE run ADD COLUMN model_calls_unpriced INTEGER;
ALTER TABLE run ADD COLUMN model_input_tokens INTEGER;
ALTER TABLE run ADD COLUMN model_output_tokens INTEGER;
ALTER TABLE run ADD COLUMN model_cached_tokens INTEGER;
ALTER TABLE run ADD COLUMN model_cost_nano_usd INTEGER;
