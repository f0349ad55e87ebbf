# Completion of tactus for fish:  tactus completion fish | source
function __tactus_suggest
    set -l line (commandline -cp)
    $argv[1] "[suggest:"(string length -- $line)"]" $line 2>/dev/null
end
complete -c tactus -a '(__tactus_suggest tactus)'
