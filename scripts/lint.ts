import process from 'node:process'
import { lint } from './checks.ts'

process.exit(lint() ? 0 : 1)
