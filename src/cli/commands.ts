import type { Command } from './command.ts'
import { ask } from './commands/ask.ts'
import { backup, restore } from './commands/backup.ts'
import { doctor } from './commands/doctor.ts'
import { exchanges } from './commands/exchanges.ts'
import { agreements, members, systems } from './commands/lists.ts'
import { up } from './commands/up.ts'
import { verify } from './commands/verify.ts'

/** Everything the command line can do, in the order of its help. */
export const commands: readonly Command[] = [
  up,
  ask,
  exchanges,
  verify,
  members,
  systems,
  agreements,
  doctor,
  backup,
  restore,
]
