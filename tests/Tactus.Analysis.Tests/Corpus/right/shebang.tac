#!/usr/bin/env tactus
return { ok = true }
