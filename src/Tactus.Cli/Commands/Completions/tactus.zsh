# Completion of tactus for zsh:  eval "$(tactus completion zsh)"
_tactus() {
    local -a suggestions
    suggestions=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "$BUFFER" 2>/dev/null)}")
    compadd -a suggestions
    _files
}
compdef _tactus tactus ./tactus
