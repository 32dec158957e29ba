import type { Command } from './command.ts'
import { agreementDraft, agreementSign, agreementStep, agreementSuspend } from './commands/agreements/act.ts'
import { checkAgreement } from './commands/agreements/check.ts'
import { agreementsComposition } from './commands/agreements/composition.ts'
import { agreementsExport } from './commands/agreements/export.ts'
import { agreementKeys } from './commands/agreements/keys.ts'
import { agreementDiff, agreementHistory, agreementShow } from './commands/agreements/read.ts'
import { agreementIdentify, agreementText } from './commands/agreements/text.ts'
import { agreements } from './commands/agreements.ts'
import { ask } from './commands/ask.ts'
import { backup, restore } from './commands/backup.ts'
import { clients } from './commands/clients.ts'
import { complianceAssessments } from './commands/compliance/assessments.ts'
import { complianceBreaches } from './commands/compliance/breaches.ts'
import { complianceNotices } from './commands/compliance/notices.ts'
import { complianceRegister } from './commands/compliance/register.ts'
import { complianceRetention } from './commands/compliance/retention.ts'
import { complianceCorrections, complianceRights } from './commands/compliance/rights.ts'
import { complianceTransfers } from './commands/compliance/transfers.ts'
import { conformDci } from './commands/conform.ts'
import { consentsGive, consentsWithdraw } from './commands/consents/act.ts'
import { consentsFind, consentsShow } from './commands/consents/find.ts'
import { consentsVerify } from './commands/consents/verify.ts'
import { dciKeys } from './commands/dci/keys.ts'
import { dciReceived } from './commands/dci/received.ts'
import { dciSearch } from './commands/dci/search.ts'
import { dciStatus } from './commands/dci/status.ts'
import { dciSubscribe, dciUnsubscribe } from './commands/dci/subscriptions.ts'
import { doctor } from './commands/doctor.ts'
import { exchanges } from './commands/exchanges.ts'
import { identityKnown, identityNumbers } from './commands/identity/ask.ts'
import { keys } from './commands/keys.ts'
import { lawCheck } from './commands/law/check.ts'
import { lawImport } from './commands/law/import.ts'
import { lawList } from './commands/law/list.ts'
import { linkCompare } from './commands/link/compare.ts'
import { linkEvaluate } from './commands/link/evaluate.ts'
import { linkExplain } from './commands/link/explain.ts'
import { linkModelCheck, linkModelEstimate, linkModelSave } from './commands/link/models/draft.ts'
import { linkModel } from './commands/link/models/list.ts'
import { linkModelProfile, linkModelPropose } from './commands/link/models/profile.ts'
import {
  linkModelConfirm,
  linkModelDiff,
  linkModelRefuse,
  linkModelShow,
  linkModelUse,
} from './commands/link/models/version.ts'
import { linkReview } from './commands/link/review.ts'
import { linkRun } from './commands/link/run.ts'
import { members, systems } from './commands/lists.ts'
import { privateEncode } from './commands/private/encode.ts'
import { privateCertify, privateMatch } from './commands/private/match.ts'
import { privateOverlap } from './commands/private/overlap.ts'
import { privateCheck, privatePrepare } from './commands/private/prepare.ts'
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
  agreementShow,
  agreementText,
  agreementIdentify,
  agreementHistory,
  agreementDiff,
  agreementDraft,
  agreementStep,
  agreementSign,
  agreementKeys,
  agreementSuspend,
  checkAgreement,
  agreementsComposition,
  agreementsExport,
  consentsFind,
  consentsGive,
  consentsWithdraw,
  consentsShow,
  consentsVerify,
  lawList,
  lawCheck,
  lawImport,
  complianceRights,
  complianceCorrections,
  complianceBreaches,
  complianceRegister,
  complianceAssessments,
  complianceNotices,
  complianceRetention,
  complianceTransfers,
  privatePrepare,
  privateCheck,
  privateEncode,
  privateMatch,
  privateCertify,
  privateOverlap,
  linkRun,
  linkCompare,
  linkEvaluate,
  linkReview,
  linkExplain,
  linkModel,
  linkModelProfile,
  linkModelPropose,
  linkModelCheck,
  linkModelEstimate,
  linkModelSave,
  linkModelShow,
  linkModelDiff,
  linkModelUse,
  linkModelConfirm,
  linkModelRefuse,
  identityNumbers,
  identityKnown,
  doctor,
  keys,
  clients,
  backup,
  restore,
  conformDci,
  dciSearch,
  dciSubscribe,
  dciUnsubscribe,
  dciStatus,
  dciReceived,
  dciKeys,
]
