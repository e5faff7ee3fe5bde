/**
 * Whether a name fits a pattern in which `*` stands for any text and `?` for one character. What a pattern costs grows with its length
 * times the name's, whatever it says.
 */
export function fitsPattern(pattern: string, name: string): boolean {
  let [at, place, star, restart] = [0, 0, -1, 0];
  while (at < name.length) {
    if (pattern[place] === '*') {
      star = place++;
      restart = at;
    } else if (place < pattern.length && (pattern[place] === '?' || pattern[place] === name[at])) {
      place++;
      at++;
    } else if (star >= 0) {
      // the last star takes one character more
      place = star + 1;
      at = ++restart;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(place));
}

/** True for what stands for names rather than being one. */
export function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}
