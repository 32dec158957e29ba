/** XML to plain objects, for answers that nobody should trust: no DTD, no entities, bounded depth and size. */
import { SaxesParser } from 'saxes'
import { fail, ok, type Result } from '../../../src/kernel/result.ts'

/** An element: its attributes under `@name`, its children under their local names, a list where a name repeats. */
export interface XmlObject {
  [name: string]: XmlValue
}
/** An element with text alone is that text; with attributes as well, the text is under `#text`. */
export type XmlValue = string | XmlObject | XmlValue[]

export interface XmlRoot {
  readonly name: string
  readonly namespace: string
  readonly value: XmlValue
  /** Namespaces of the elements by local name, as first seen. */
  readonly namespaces: ReadonlyMap<string, string>
}

/** Attributes of XML Schema (type, nil, schemaLocation) describe the document and are no data. */
const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance'
const maxDepth = 32
const maxElements = 50_000

interface Frame {
  readonly name: string
  readonly members: XmlObject
  text: string
  hasMembers: boolean
}

class Refused extends Error {}

/** `problem` says what is wrong in our words; nothing of the document is in it. */
export function parseXml(text: string): Result<XmlRoot, string> {
  const parser = new SaxesParser({ xmlns: true, position: false })
  const stack: Frame[] = []
  const namespaces = new Map<string, string>()
  let root: XmlRoot | undefined
  let elements = 0
  parser.on('error', () => {
    throw new Refused('not well-formed XML')
  })
  parser.on('doctype', () => {
    throw new Refused('XML with a DTD, which is refused')
  })
  parser.on('opentag', (tag) => {
    if (stack.length >= maxDepth) throw new Refused(`XML nested more than ${maxDepth} deep`)
    if (++elements > maxElements) throw new Refused(`XML with more than ${maxElements} elements`)
    if (!namespaces.has(tag.local)) namespaces.set(tag.local, tag.uri)
    // No prototype: an element may be called anything.
    const frame: Frame = { name: tag.local, members: Object.create(null), text: '', hasMembers: false }
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.prefix === 'xmlns' || attribute.name === 'xmlns' || attribute.uri === schemaInstance) continue
      frame.members[`@${attribute.local}`] = attribute.value
      frame.hasMembers = true
    }
    stack.push(frame)
  })
  const addText = (part: string) => {
    const frame = stack.at(-1)
    if (frame !== undefined) frame.text += part
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', (tag) => {
    const frame = stack.pop()
    if (frame === undefined) return
    const value = contentOf(frame)
    const parent = stack.at(-1)
    if (parent === undefined) root = { name: tag.local, namespace: tag.uri, value, namespaces }
    else addMember(parent, frame.name, value)
  })
  try {
    parser.write(text).close()
  } catch (error) {
    return fail(error instanceof Refused ? error.message : 'not well-formed XML')
  }
  return root === undefined ? fail('not well-formed XML') : ok(root)
}

function contentOf(frame: Frame): XmlValue {
  const text = frame.text.trim()
  if (!frame.hasMembers) return text
  if (text !== '') frame.members['#text'] = text
  return frame.members
}

function addMember(parent: Frame, name: string, value: XmlValue): void {
  parent.hasMembers = true
  const before = parent.members[name]
  if (before === undefined) parent.members[name] = value
  else if (Array.isArray(before)) before.push(value)
  else parent.members[name] = [before, value]
}
