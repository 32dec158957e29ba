/**
 * Letters of other alphabets as Latin ones, for comparing names: the same name written in two scripts should come near.
 * Not for showing to people. Vowel marks of Arabic and accents are left out, since most records leave them out.
 */

/** Letters that Unicode does not decompose: of African orthographies (hooked and open letters), and of Europe. */
const latin: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'ng',
  ĸ: 'k',
  ŧ: 't',
  ɓ: 'b',
  ɗ: 'd',
  ɖ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ɠ: 'g',
  ƈ: 'c',
  ƭ: 't',
  ƥ: 'p',
  ɲ: 'ny',
  ɛ: 'e',
  ǝ: 'e',
  ə: 'e',
  ɔ: 'o',
  ɩ: 'i',
  ɨ: 'i',
  ʊ: 'u',
  ʋ: 'u',
  ɣ: 'g',
  ƒ: 'f',
  ʃ: 'sh',
  ʒ: 'zh',
  ɦ: 'h',
  ɪ: 'i',
  ƿ: 'w',
  ȝ: 'y',
}

const cyrillic: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  і: 'i',
  є: 'e',
  ґ: 'g',
  ђ: 'dj',
  ј: 'y',
  љ: 'l',
  њ: 'n',
  ћ: 'ch',
  џ: 'dj',
  қ: 'k',
  ә: 'a',
  ө: 'o',
  ү: 'u',
  ұ: 'u',
  һ: 'h',
  ң: 'n',
  ғ: 'g',
  ӏ: '',
}

/** Consonants; the vowels that Arabic writes are below, those that it does not write are put in where they must be. */
const arabicConsonants: Readonly<Record<string, string>> = {
  ب: 'b',
  ت: 't',
  ث: 'th',
  ج: 'j',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ذ: 'dh',
  ر: 'r',
  ز: 'z',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'z',
  غ: 'gh',
  ف: 'f',
  ق: 'q',
  ك: 'k',
  ک: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  پ: 'p',
  چ: 'ch',
  ڤ: 'v',
  گ: 'g',
  ژ: 'zh',
  ں: 'n',
  ہ: 'h',
  ھ: 'h',
  ٹ: 't',
  ڈ: 'd',
  ڑ: 'r',
}

const arabicVowels: Readonly<Record<string, string>> = { ا: 'a', ٱ: 'a', ة: 'a', ى: 'a', ع: 'a', ء: '', ے: 'e' }

/** Before a vowel letter or at the start of a word they are consonants, elsewhere long vowels. */
const arabicHalfVowels: Readonly<Record<string, readonly [consonant: string, vowel: string]>> = {
  و: ['w', 'u'],
  ي: ['y', 'i'],
  ی: ['y', 'i'],
}

const isArabicLetter = (letter: string): boolean =>
  letter in arabicConsonants || letter in arabicVowels || letter in arabicHalfVowels

/** Consonants of the Ethiopic block, one for each eight code points from U+1200. */
const geezRows =
  'h l h m s r s sh k kw k kw b v t ch h hw n ny - k kw kh khw w - z zh y d d j g gw g t ch p ts ts f p'.split(' ')
/** The orders of a row; the sixth has no vowel or one that is not written in Latin. */
const geezVowels = ['e', 'u', 'i', 'a', 'e', '', 'o', 'wa']
const geezFirst = 0x1200
const geezLast = geezFirst + geezRows.length * 8 - 1
/** In rows of gutturals the first order is spoken as the fourth. */
const gutturals = new Set(['h', '-'])

function geez(codePoint: number): string {
  const consonant = geezRows[(codePoint - geezFirst) >> 3] ?? ''
  const order = (codePoint - geezFirst) & 7
  const vowel = order === 0 && gutturals.has(consonant) ? 'a' : (geezVowels[order] ?? '')
  // A carrier without a vowel of its own is heard as one.
  return consonant === '-' ? vowel || 'i' : consonant + vowel
}

/** A run of Arabic letters as one word; the article is set apart, as it is in Latin script. */
function arabicWord(letters: readonly string[]): string {
  if (letters.join('') === 'عبد') return 'abd'
  const article = letters.length > 3 && letters[0] === 'ا' && letters[1] === 'ل'
  const stem = article ? letters.slice(2) : letters
  let word = ''
  let afterConsonant = false
  stem.forEach((letter, i) => {
    const half = arabicHalfVowels[letter]
    const next = stem[i + 1]
    const asConsonant = half !== undefined && (i === 0 || (next !== undefined && next in arabicVowels))
    const consonant = half === undefined ? arabicConsonants[letter] : asConsonant ? half[0] : undefined
    if (consonant === undefined) {
      const vowel = half === undefined ? (arabicVowels[letter] ?? '') : half[1]
      // Two written vowels in a row are one long one: ʿayn and alif.
      word += vowel === 'a' && word.endsWith('a') ? '' : vowel
      afterConsonant = false
    } else {
      word += (afterConsonant ? 'a' : '') + consonant
      afterConsonant = true
    }
  })
  return article ? `al ${word}` : word
}

const marks = /\p{M}+/gu
const onlyAscii = /^[\0-\x7f]*$/

/** Lower case, no accents, Latin letters where the script is known; letters of other scripts stay. */
export function toLatin(text: string): string {
  const lower = text.toLowerCase()
  if (onlyAscii.test(lower)) return lower
  // Marks go first: a letter of another script and the same letter with a mark must come out alike.
  const bare = lower.normalize('NFKD').replace(marks, '').toLowerCase()
  let out = ''
  let arabic: string[] = []
  for (const letter of bare.normalize('NFC')) {
    if (isArabicLetter(letter)) {
      arabic.push(letter)
      continue
    }
    if (letter === '\u0640') continue
    if (arabic.length > 0) {
      out += arabicWord(arabic)
      arabic = []
    }
    const codePoint = letter.codePointAt(0) ?? 0
    if (codePoint < 0x80) out += letter
    else if (codePoint >= geezFirst && codePoint <= geezLast) out += geez(codePoint)
    else out += latin[letter] ?? cyrillic[letter] ?? letter
  }
  return arabic.length > 0 ? out + arabicWord(arabic) : out
}

/** Digits of every script as ASCII ones; the rest as it is. */
export function toAsciiDigits(text: string): string {
  if (onlyAscii.test(text)) return text
  return text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0) ?? 0)))
}

/** Every set of decimal digits of Unicode is ten code points in a row, and no two sets touch but the mathematical ones. */
function digitValue(codePoint: number): number {
  let zero = codePoint
  while (codePoint - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return codePoint - zero
}
