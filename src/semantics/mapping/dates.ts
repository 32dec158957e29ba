import { isCalendarDay, isIsoDate, isoDate } from '../../kernel/dates.ts'
import type { DateFormat } from './spec.ts'

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
/** Two-digit years from here on are of the 1900s (people live about 100 years). */
const pivot = 27

/** The day that a source's date stands for; undefined when it is not a date of that form or no such day exists. */
export function readDate(format: DateFormat): (source: unknown) => string | undefined {
  switch (format) {
    case 'yyyy-MM-dd':
      return (source) => (typeof source === 'string' && isIsoDate(source) ? source : undefined)
    case 'dd/MM/yyyy':
      return numeric(/^(?<d>\d{2})\/(?<m>\d{2})\/(?<y>\d{4})$/)
    case 'yyyyMMdd':
      return numeric(/^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/)
    case 'd-MMM-yy':
      return readNamedMonth
    case 'date-time':
      return readInstantDay
    case 'cell':
      return (source) =>
        source instanceof Date && !Number.isNaN(source.getTime())
          ? day(source.getUTCFullYear(), source.getUTCMonth() + 1, source.getUTCDate())
          : undefined
  }
}

/** The source's form of a day. */
export function writeDate(format: DateFormat): (value: string) => unknown {
  switch (format) {
    case 'yyyy-MM-dd':
      return (value) => value
    case 'dd/MM/yyyy':
      return (value) => `${value.slice(8)}/${value.slice(5, 7)}/${value.slice(0, 4)}`
    case 'yyyyMMdd':
      return (value) => value.replaceAll('-', '')
    case 'd-MMM-yy':
      return writeNamedMonth
    case 'date-time':
      return (value) => `${value}T00:00:00.000Z`
    case 'cell':
      return (value) => new Date(`${value}T00:00:00Z`)
  }
}

function numeric(shape: RegExp): (source: unknown) => string | undefined {
  return (source) => {
    const groups = typeof source === 'string' ? shape.exec(source)?.groups : undefined
    return groups === undefined ? undefined : day(Number(groups.y), Number(groups.m), Number(groups.d))
  }
}

function readNamedMonth(source: unknown): string | undefined {
  const parts = typeof source === 'string' ? /^(\d{1,2})-([A-Z]{3})-(\d{2})$/i.exec(source) : null
  if (parts === null) return undefined
  const short = Number(parts[3])
  return day(
    short >= pivot ? 1900 + short : 2000 + short,
    months.indexOf(String(parts[2]).toUpperCase()) + 1,
    Number(parts[1]),
  )
}

/** Undefined for a year that two digits cannot tell: 1926 would be read as 2026. */
function writeNamedMonth(value: string): string | undefined {
  const year = Number(value.slice(0, 4))
  if (year < 1900 + pivot || year >= 2000 + pivot) return undefined
  return `${Number(value.slice(8))}-${months[Number(value.slice(5, 7)) - 1]}-${value.slice(2, 4)}`
}

function readInstantDay(source: unknown): string | undefined {
  if (typeof source !== 'string') return undefined
  const written = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})?$/.exec(source)?.[1]
  return written !== undefined && isIsoDate(written) ? written : undefined
}

const day = (year: number, month: number, date: number): string | undefined =>
  isCalendarDay(year, month, date) ? isoDate(year, month, date) : undefined
