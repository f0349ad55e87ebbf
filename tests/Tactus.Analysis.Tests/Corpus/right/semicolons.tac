;local a = 1;;
local t = { 1; 2; x = 3; };
(print)(a);
return { a = a, n = #t };
