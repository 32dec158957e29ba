import process from 'node:process'
import { typecheck } from './checks.ts'

process.exit(typecheck() ? 0 : 1)
