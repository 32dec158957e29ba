import process from 'node:process'
import { runs } from './tool.ts'

process.exit(runs('biome', ['check', '--write']) ? 0 : 1)
