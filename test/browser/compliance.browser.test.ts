import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Register } from '../../src/compliance/register/schema.ts'
import type { CaseProof } from '../../src/compliance/rights/schema.ts'
import { nodeCrypto } from '../../src/ledger/node-crypto.ts'
import { verifyReceipt } from '../../src/ledger/verify.ts'
import { newPage, openBrowser, signInAs, signInWithPassword, violations } from '../support/browser.ts'
import { startKiungo } from '../support/kiungo.ts'

const scale = 0.02

test('compliance in the console, on a running Kiungo', async (t) => {
  const { url, dataFolder } = await startKiungo(t, { scale })
  const browser = await openBrowser(t)
  const open = async (username: string, path: string) => {
    const page = await newPage(browser, url)
    await signInAs(page, username, path)
    return page
  }

  await t.test('a breach is recorded, told, assessed by another and closed', async () => {
    const page = await open('legal', '/compliance/breaches')
    await page.getByText('No breach is recorded').waitFor()
    await page.getByRole('link', { name: 'Record a breach' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('This is missing, or cannot be right').first().waitFor()
    await page.getByLabel('Disclosed').check()
    await page.getByLabel('Cause', { exact: true }).selectOption({ label: 'Sent to the wrong recipient' })
    const texts = [
      'How it became known',
      'How it happened',
      'What may follow for people',
      'What was done, and what will be',
    ]
    for (const label of [...texts, 'Why the risk is held to be so'])
      await page.getByLabel(label).fill('A list was lost.')
    await page.getByLabel('How it happened').fill('The list of 847951632 was lost.')
    await page.getByRole('combobox', { name: 'Kinds of data' }).fill('Surname')
    await page
      .getByRole('option', { name: /^Surname \(/ })
      .first()
      .click()
    await page.getByLabel('Likely to harm', { exact: true }).check()
    await page.getByLabel('Office to ask').fill('Data protection officer')
    await page.getByLabel('How it is reached').fill('dpo@nsps.example')
    await page.getByRole('button', { name: 'Save' }).click()
    assert.match(page.url(), /breaches\/new$/, 'a number that may be a person’s is not sent')
    await page.getByLabel('How it happened').fill('The list was lost.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(/\/compliance\/breaches\/breach-/)
    const address = new URL(page.url()).pathname
    await page.getByText('in 3 days').waitFor()
    await take(page, 'Submit')
    await page.context().close()

    const protector = await open('protector', address)
    await protector.getByText('It waits for a second officer').waitFor()
    await take(protector, 'Agree with the assessment')
    await protector.getByText('It waits until everyone who must hear of it was told').waitFor()
    await protector.getByRole('button', { name: 'Record that they were told' }).first().click()
    const dialog = protector.getByRole('dialog')
    await dialog.getByLabel(/^Reference/).fill('Letter 1')
    await dialog.getByRole('button', { name: 'Record that they were told' }).click()
    await protector.getByText('Letter 1').first().waitFor()
    await take(protector, 'Close')
    await protector.getByText('Nothing more is to be done').waitFor()
    assert.deepEqual(await violations(protector), [])
    await protector.context().close()
  })

  await t.test(
    'a correction goes from the request to its proof, through the agency that had received the value',
    async () => {
      const asked = { purpose: 'eligibility-verification', service: 'social-registry.person' }
      const nationalId = await askAboutSomebody(await open('officer', '/ask'), asked)
      const page = await open('protector', '/compliance/rights')
      await page.getByText('No case yet').waitFor()
      await page.getByRole('link', { name: 'Record a request' }).click()
      await page.getByRole('button', { name: 'Record the request' }).click()
      await page.getByText('Choose what the person wants').waitFor()
      await page.getByLabel('Rectification').check()
      await page.getByLabel('National number').fill(nationalId)
      await page.getByRole('button', { name: 'Record the request' }).click()
      await page.waitForURL(/\/compliance\/rights\/rc-/)
      const address = new URL(page.url()).pathname
      assert.ok(!address.includes(nationalId), 'no address names a person')
      await page.getByText('in 14 days').waitFor()
      await take(page, 'Identity is proven')
      await take(page, 'Take in hand')
      await take(page, 'Tell who received it')
      await page.getByText('Acknowledged: 0 of 1').waitFor()
      assert.deepEqual(await violations(page), [])

      const received = await newPage(browser, url)
      await signInWithPassword(received, 'protector-dss', '/compliance/corrections')
      await received.getByRole('heading', { name: 'Corrected by National Social Protection Secretariat' }).waitFor()
      await received.getByRole('button', { name: 'Say what was done' }).click()
      const dialog = received.getByRole('dialog')
      assert.equal(await dialog.getByRole('button', { name: 'Say what was done' }).isDisabled(), true)
      await dialog.getByLabel('Corrected').check()
      await dialog.getByRole('button', { name: 'Say what was done' }).click()
      await received.getByText('Nothing waits for you').waitFor()
      await received.context().close()

      await page.goto(address)
      await page.getByText('Acknowledged: 1 of 1').waitFor()
      await take(page, 'Close as done')
      await page.getByText('It is done.').waitFor()
      const receipts = page.locator('.k-duty-proof [data-verified="true"]')
      await receipts.nth(5).waitFor()
      const proof = JSON.parse(
        await saved(page, () => page.getByRole('button', { name: 'Download the proof' }).click()),
      )
      const { entries } = proof as CaseProof
      assert.deepEqual(
        entries.map(({ act, member }) => `${act} ${member}`),
        [
          ...['receive', 'verify', 'begin', 'propagate'].map((step) => `rights.${step} nsps`),
          ...['correction.acknowledge dss', 'rights.close nsps'],
        ],
      )
      for (const { receipt } of entries) assert.ok(verifyReceipt(receipt, nodeCrypto).ok)
      assert.ok(!JSON.stringify(proof).includes(nationalId))
      await page.context().close()
    },
  )

  await t.test('an objection stops exchanges from the proof of identity, and is refused with its ground', async () => {
    const page = await open('protector', '/compliance/rights/new')
    await page.getByLabel('Objection').check()
    await page.getByLabel('National number').fill('123456789')
    await page.getByRole('button', { name: 'Record the request' }).click()
    await page.getByText('They stop when the identity is proven').waitFor()
    await take(page, 'Identity is proven')
    await page.getByText('Exchanges are stopped').waitFor()
    await page.getByRole('button', { name: 'Refuse', exact: true }).click()
    const dialog = page.getByRole('dialog')
    const refuse = dialog.getByRole('button', { name: 'Refuse', exact: true })
    assert.equal(await refuse.isDisabled(), true, 'not without its ground')
    await dialog.getByLabel('Ground').selectOption({ label: 'An overriding interest' })
    await dialog.getByLabel('Section').fill('s. 36')
    await refuse.click()
    await page.getByText('They were stopped from').waitFor()
    await page.getByText('Exchanges go on').waitFor()
    await page.context().close()
  })

  await t.test(
    'a legal officer drafts an impact assessment by keyboard, and the DPO approves and reports it',
    async () => {
      const page = await open('legal', '/compliance/assessments/new')
      await page.getByLabel('Agreement').selectOption({ label: 'Population register for the social registry' })
      await page.getByLabel('What is done with the data').fill('The national number of each applicant is checked.')
      await page.reload()
      await page.getByText('This is what you typed earlier').waitFor()
      await page.getByLabel('Why is each field needed').fill('Less would not tell two people apart.')
      await page.getByLabel('What did the people concerned').fill('Elders of six wards were heard.')
      for (const answer of await page.locator('.k-duty-trigger').all()) await answer.getByLabel('Yes').check()
      await page.getByRole('button', { name: 'Save and submit' }).click()
      await page.getByText('Still to fill in: 1').waitFor()
      await page.getByLabel('What could happen to people').fill('A benefit is refused for a wrong match.')
      await page.getByLabel('What is done against it').fill('A person decides\nAppeal within 14 days')
      const remains = page.getByRole('group', { name: /^What remains/ })
      await remains.locator('input:checked').focus()
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowLeft']) await page.keyboard.press(key)
      assert.equal(
        await remains.getByRole('radio', { checked: true }).getAttribute('aria-label'),
        'likelihood negligible, severity limited: low',
      )
      assert.deepEqual(await violations(page), [])
      await page.getByRole('button', { name: 'Save and submit' }).click()
      await page.waitForURL(/\/compliance\/assessments\/dpia-/)
      await page.getByText('It waits for a data protection officer').waitFor()
      assert.equal(await page.getByRole('button', { name: 'Approve' }).count(), 0)
      const address = new URL(page.url()).pathname
      await page.context().close()

      const officer = await open('protector', address)
      await officer.getByRole('button', { name: 'Send back' }).click()
      const dialog = officer.getByRole('dialog')
      assert.equal(await dialog.getByRole('button', { name: 'Send back' }).isDisabled(), true, 'not without a reason')
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      await dialog.waitFor({ state: 'detached' })
      await take(officer, 'Approve')
      await officer.getByRole('button', { name: 'Record the report' }).click()
      await dialog.getByLabel('Reference of the papers').fill('letter 9')
      await dialog.getByRole('button', { name: 'Record the report' }).click()
      await dialog.waitFor({ state: 'detached' })
      await officer.getByText('The agreement does not name this assessment yet').waitFor()
      assert.deepEqual(await violations(officer), [])
      await officer.goto('/compliance/clocks?kind=processing&urgency=later')
      await officer.getByRole('link', { name: 'Processing may begin' }).waitFor()
      await officer.context().close()
    },
  )

  await t.test(
    'the register is filtered, opened and exported as it is filtered, in the reader’s language',
    async () => {
      const page = await open('auditor', '/compliance/register?member=ngoc')
      const rows = page.locator('.k-table tbody tr')
      await rows.first().waitFor()
      const shown = await rows.count()
      const whole = await saved(page, () => exported(page, /JSON/))
      assert.equal((JSON.parse(whole) as Register).entries.length, shown)
      const table = await saved(page, () => exported(page, /CSV/))
      assert.match(table, /^Processing,Agreement,Controllers/)
      assert.equal(table.trim().split('\r\n').length, shown + 1)
      await rows.first().getByRole('link').click()
      await page.getByRole('heading', { name: 'What the agreement says' }).waitFor()
      await page.context().close()
      const reader = await newPage(browser, url, { language: 'fr' })
      await signInAs(reader, 'auditor', '/compliance/register')
      await reader.locator('.k-table tbody tr').first().waitFor()
      assert.match(await saved(reader, () => exported(reader, /CSV/)), /^Traitement,Accord,Responsables/)
      await reader.context().close()
    },
  )

  await t.test('that data are gone is certified with a key in the page, and the certificate verifies', async () => {
    const asked = { purpose: 'eligibility-verification', service: 'tiprs.person' }
    await askAboutSomebody(await open('manager', '/ask'), asked)
    const page = await open('protector', '/compliance/retention?member=nsps')
    const certify = page.getByRole('button', { name: 'Certify' })
    await certify.first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Records that it was about').fill('1')
    await dialog.getByLabel('How it was done').fill('erased with its backups')
    await page.locator('input[type="file"]').setInputFiles(join(dataFolder, 'signatories', 'nsps-signatory.pem'))
    await dialog.getByRole('button', { name: 'Sign and file' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Deletion certificates' }).click()
    await page.getByText('Verified', { exact: true }).waitFor()
    const certificate = await saved(page, () => page.getByRole('button', { name: /^Download/ }).click())
    assert.equal((JSON.parse(certificate) as { account: string }).account, 'nsps-signatory')
    await page.context().close()
  })

  await t.test('who may not decide is offered no decision', async () => {
    const page = await open('auditor', '/compliance/rights')
    await page.locator('.k-table tbody a').first().click()
    await page.getByText('This case is of another agency').waitFor()
    for (const path of ['/compliance/rights/new', '/compliance/corrections', '/compliance/assessments/new']) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1, name: 'Your role may not open this page' }).waitFor()
    }
    await page.context().close()
  })
})

/** Asks one service about a person of the demo, and says which person. */
async function askAboutSomebody(page: Page, asked: { purpose: string; service: string }): Promise<string> {
  const answer = await page.request.get('/v1/demo/people')
  const { people } = (await answer.json()) as { people: { identifiers: Record<string, string> }[] }
  const subject = people.map(({ identifiers }) => identifiers).find((one) => one['person.national-id'] !== undefined)
  assert.ok(subject)
  const { purpose, service } = asked
  const question = await page.request.post('/v1/questions', {
    headers: { 'X-Kiungo-Request': '1' },
    data: { messageId: `asked-${service}`, purpose, subject, sources: [{ service }] },
  })
  const { sources } = (await question.json()) as { sources: { status: string }[] }
  assert.deepEqual(
    sources.map(({ status }) => status),
    ['answered'],
  )
  await page.context().close()
  return subject['person.national-id'] ?? ''
}

async function take(page: Page, step: string): Promise<void> {
  await page.getByRole('button', { name: step, exact: true }).click()
  const dialog = page.getByRole('dialog')
  // The dialog's own button that closes it may have the same name, and stands before.
  await dialog.getByRole('button', { name: step, exact: true }).last().click()
  await dialog.waitFor({ state: 'detached' })
}

async function exported(page: Page, form: RegExp): Promise<void> {
  await page.getByRole('button', { name: /^(Export|Exporter)$/ }).click()
  await page.getByRole('menuitem', { name: form }).click()
}

/** The text of the file that an act saves. */
async function saved(page: Page, act: () => Promise<void>): Promise<string> {
  const download = page.waitForEvent('download')
  await act()
  return readFile(await (await download).path(), 'utf8')
}
