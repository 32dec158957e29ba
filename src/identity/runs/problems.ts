import type { Problem } from '../../kernel/problem.ts'

export const unknownRun = (id: string): Problem => ({
  code: 'identity.run-unknown',
  status: 404,
  message: `there is no linkage run ${id}`,
  fix: 'GET /v1/identity/runs lists them.',
  params: { run: id },
})

export const runEnded: Problem = {
  code: 'identity.run-ended',
  status: 409,
  message: 'the run has ended already',
  fix: 'Start another (POST /v1/identity/runs).',
}

export const unknownUpload = (id: string): Problem => ({
  code: 'identity.upload-unknown',
  status: 422,
  message: `there is no file ${id}`,
  fix: 'Hand the file in first (POST /v1/identity/uploads).',
  pointer: '/sources',
  params: { upload: id },
})

export const tooManyRecords = (limit: number): Problem => ({
  code: 'identity.too-many-records',
  status: 422,
  message: `a file that is handed in has ${limit} records at most`,
  fix: 'Split it.',
  params: { limit },
})
