-- expect: failed TAC1301 3 attempt to call a nil value (field 'cal')
-- mend: did you mean Host.call?
Host.cal("x", {})
