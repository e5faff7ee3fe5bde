/** A command that is allowed. Source: protocol §8. */
export interface WhitelistRule {
  /** The job's command itself, or a pattern that is found in it. A pattern that is to fit all of it needs `^` and `$`. */
  readonly match: string | RegExp;
  /** What is run instead; `$1` and the like are what the pattern caught. The command itself where it is left out. */
  readonly run?: string;
  /** A file: while another process holds a lock on it, the command is refused. */
  readonly lock?: string;
}

/** What the whitelist makes of a command. */
export interface AllowedCommand {
  readonly commandLine: string;
  readonly lock?: string;
}

/** Finds the rule for a command: an exact one first, then the first pattern. Undefined where there is none. */
export function allowedCommand(rules: readonly WhitelistRule[], command: string): AllowedCommand | undefined {
  const exact = rules.find((rule) => rule.match === command);
  if (exact) return allowed(exact, exact.run ?? command);
  for (const rule of rules) {
    if (typeof rule.match === 'string' || command.search(rule.match) < 0) continue;
    return allowed(
      rule,
      rule.run === undefined ? command : command.replace(everywhere(rule.match), rule.run),
    );
  }
  return undefined;
}

function allowed(rule: WhitelistRule, commandLine: string): AllowedCommand {
  return rule.lock === undefined ? { commandLine } : { commandLine, lock: rule.lock };
}

/** The Ruby client replaces every occurrence. */
function everywhere(pattern: RegExp): RegExp {
  return pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
}
