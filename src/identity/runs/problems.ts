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

export const runBrokeOff: Problem = {
  code: 'identity.run-broke-off',
  status: 500,
  message: 'the run was broken off again and again',
  fix: 'See the log of the server, then go on with it (POST /v1/identity/runs/:id/go-on).',
}

export const runNotDone: Problem = {
  code: 'identity.run-not-done',
  status: 409,
  message: 'the run has found nothing yet, or did not come to its end',
  fix: 'Wait until its state is done, or name another run.',
}

export const runFilesGone: Problem = {
  code: 'identity.run-files-gone',
  status: 410,
  message: 'what the run found lies no longer in the data folder of this node',
  fix: 'Start the run again; its counts are still shown.',
}

export const cannotGoOn: Problem = {
  code: 'identity.run-cannot-go-on',
  status: 409,
  message:
    'the run cannot go on: it is at work, has ended well, was refused for its files, or ended more than a day ago',
  fix: 'Start another (POST /v1/identity/runs).',
}
