# Completion of tactus for bash:  eval "$(tactus completion bash)"
_tactus() {
    local word=${COMP_WORDS[COMP_CWORD]} line
    COMPREPLY=()
    while IFS= read -r line; do
        # Options only where one is begun: with no answer here, bash offers file names.
        case $line in
            [-/]*) [[ $word == -* && $line == "$word"* ]] || continue ;;
            *) [[ $line == "$word"* ]] || continue ;;
        esac
        COMPREPLY+=("$line")
    done < <("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
}
complete -o default -F _tactus tactus ./tactus
