// Runs in a thread of its own: unpacking and parsing a workbook takes long and would hold up every exchange.
import { parentPort, workerData } from 'node:worker_threads'
import readWorkbook from 'read-excel-file/node'

parentPort?.postMessage(await readWorkbook(Buffer.from(workerData)))
