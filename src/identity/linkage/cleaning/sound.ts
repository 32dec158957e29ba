/**
 * How a name sounds, as its consonants: for names of eastern and western Africa and of Arabic origin, whose spelling
 * varies in vowels (Hussein, Husein), in `h` (Odhiambo, Odiambo), in doubled letters (Mohammed), and by the language of
 * the clerk (Djibril, Jibril; Ouedraogo, Wedraogo; Coulibaly, Kulibali). Soundex and Metaphone are made for English.
 */
const rules: readonly (readonly [RegExp, string])[] = [
  // Servant of …: Abdirahman, Abdulrahman, Abdul Rahman, Abdurahman.
  [/^abd[aeiou]+[lr]?(?=[bcdfghjklmnpqrstvwxyz]|$)/, 'abd'],
  // Letters that two or three others spell.
  [/tch|tsh|ch/g, 'c_'],
  [/dj|dzh|zh/g, 'j'],
  [/ph|v/g, 'f'],
  [/sh|sch/g, 's'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/kh|ck|q/g, 'k'],
  [/gh/g, 'g'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/c(?=[eiy])/g, 's'],
  [/c(?!_)/g, 'k'],
  [/c_/g, 'c'],
  // One sound in many Bantu languages.
  [/r/g, 'l'],
]

/** Which vowel a name begins with tells Otieno from Atieno, the boy from the girl; Omar and Umar are one. */
const firstVowels: Readonly<Record<string, string>> = { a: 'A', e: 'I', i: 'I', y: 'I', o: 'U', u: 'U', w: 'U' }

const doubled = /(.)\1+/gu
const silent = /[aeiouwy]+/g

/** The code of one token of a name, in the folded form that `toLatin` gives. An `h` is dropped even where it begins one. */
export function soundOf(token: string): string {
  let sound = token
  for (const [spelling, letter] of rules) sound = sound.replace(spelling, letter)
  sound = sound.replace(doubled, '$1').replaceAll('h', '')
  return (firstVowels[sound.charAt(0)] ?? '') + sound.replace(silent, '') || token
}
