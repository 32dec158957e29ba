import process from 'node:process'
import { deadcode } from './checks.ts'

process.exit(deadcode() ? 0 : 1)
