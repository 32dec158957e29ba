/** What a spreadsheet would take for a formula. */
const formula = /^[=+\-@\t\r]/

function cell(value: string | number): string {
  const text = typeof value === 'string' && formula.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A table as RFC 4180 has it; no cell is a formula. */
export const csv = (headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [headings, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
