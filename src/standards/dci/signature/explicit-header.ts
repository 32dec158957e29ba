const defaults = {
  version: '1.0.0',
  sender_uri: null,
  receiver_id: '',
  total_count: 0,
  is_msg_encrypted: false,
  meta: null,
} as const

/**
 * The header as OpenSPP writes it again before it signs or verifies: every optional member present, times with six digits
 * of a second or none. A header that is already so comes out as it went in: send it so to who verifies like that.
 */
export function explicitHeader(header: unknown): unknown {
  if (typeof header !== 'object' || header === null || Array.isArray(header)) return header
  const given = header as Readonly<Record<string, unknown>>
  return { ...defaults, ...given, message_ts: pydanticInstant(given.message_ts) }
}

function pydanticInstant(text: unknown): unknown {
  const parts =
    typeof text === 'string' ? /^([\d-]{10})[Tt]([\d:]{8})(?:\.(\d{1,9}))?(Z|z|[+-]\d\d:\d\d)$/.exec(text) : null
  if (parts === null) return text
  const [, day, time, fraction = '', offset = ''] = parts
  const micros = fraction.slice(0, 6).padEnd(6, '0')
  const zone = /^(?:z|Z|[+-]00:00)$/.test(offset) ? 'Z' : offset
  return `${day}T${time}${micros === '000000' ? '' : `.${micros}`}${zone}`
}
