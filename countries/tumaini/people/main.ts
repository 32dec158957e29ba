// node countries/tumaini/people/main.ts --folder F [--seed tumaini] [--scale 1] [--as-of 2026-11-01]
import { parseArgs } from 'node:util'
import { defaultAsOf, generateCountry } from './generate.ts'

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    seed: { type: 'string', default: 'tumaini' },
    scale: { type: 'string', default: '1' },
    'as-of': { type: 'string', default: defaultAsOf },
  },
})
if (values.folder === undefined) throw new Error('--folder is required: where the country is written')

const { manifest, reused } = await generateCountry({
  seed: values.seed,
  scale: Number(values.scale),
  asOf: values['as-of'],
  folder: values.folder,
  onProgress: ({ step, done, of }) => process.stderr.write(`${step} ${done}/${of}\n`),
})
process.stdout.write(`${JSON.stringify({ reused, counts: manifest.counts })}\n`)
