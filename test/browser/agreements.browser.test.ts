import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newPage, openBrowser, signInAs, signInWithPassword, violations } from '../support/browser.ts'
import { until } from '../support/desk.ts'
import { startKiungo } from '../support/kiungo.ts'

const scale = 0.02
const draftAddress = '/agreements/new'
const drafted = 'nida-nsps-life-status-check'

test('agreements in the console, on a running Kiungo', async (t) => {
  const { url, dataFolder } = await startKiungo(t, { scale })
  const browser = await openBrowser(t)
  const open = async (username: string, path: string) => {
    const page = await newPage(browser, url)
    await signInAs(page, username, path)
    return page
  }

  await t.test('a legal officer drafts, loses nothing by leaving, checks and submits', async () => {
    const page = await open('legal', draftAddress)
    await page.getByLabel('Gives the data').selectOption({ label: 'National Identity Authority' })
    await page.getByLabel('Check of life status').check()
    await page.getByRole('button', { name: 'Save and submit to review' }).click()
    await page.getByText('This is needed').first().waitFor()
    await page.getByLabel('Act', { exact: true }).fill('Social Protection Act 2022')
    await page.reload()
    await page.getByText('This is what you typed earlier').waitFor()
    assert.equal(await page.getByLabel('Act', { exact: true }).inputValue(), 'Social Protection Act 2022')
    await page.getByLabel('Section', { exact: true }).fill('s. 21')
    await page.getByLabel('Add a service').selectOption({ label: 'Person by national number' })
    await page.getByRole('group', { name: 'May be asked by' }).getByLabel('National identification number').check()
    const fields = page.getByRole('group', { name: 'Fields that leave' })
    await fields.getByLabel(/^Alive/).check()
    await fields.getByLabel('Why it is needed').fill('Payments end with the death of the person')
    await page.getByLabel('Impact assessment approved on').fill('2026-01-10')
    await page.getByRole('button', { name: /^Checks/ }).click()
    await page
      .locator('.k-draft-side')
      .getByText(/To know|To justify|Nothing was found|Not to be signed so/)
      .first()
      .waitFor()
    assert.deepEqual(await violations(page), [])
    await page.getByRole('button', { name: 'Save and submit to review' }).click()
    await page.waitForURL(`**/agreements/${drafted}?tab=standing`)
    await page.getByText('It waits for a legal officer').waitFor()
    await page.context().close()
  })

  await t.test('every clause is written by field, and the text beside it follows', async () => {
    const page = await open('legal', draftAddress)
    await page.getByLabel('Gives the data').selectOption({ label: 'National Identity Authority' })
    const text = page.locator('.k-draft-side .k-contract')
    await page.getByLabel('Data go abroad').check()
    await page.getByLabel('Countries').fill('de, ke')
    await page.getByLabel('It says what it costs').check()
    await page.getByLabel('Who pays').selectOption({ label: 'The receiver, for each question' })
    await page.getByLabel('Amount').fill('2.50')
    await page.getByLabel('Only in certain hours').check()
    await page.getByLabel('From', { exact: true }).fill('06:15')
    const party = page.locator('details', { hasText: 'National Identity Authority' }).first()
    await party.locator('summary').click()
    await party.getByLabel('Registration number').fill('DPC-2026-4711')
    for (const written of [/DE/, /2\.50/, /06:15/, /DPC-2026-4711/]) await text.getByText(written).first().waitFor()
    assert.deepEqual(await violations(page), [])
    await page.context().close()
  })

  await t.test('lists in clauses grow, shrink and are put in order by keyboard alone', async () => {
    const page = await open('legal', '/agreements/nida-nsps-identity/new-version')
    const rules = page.getByRole('group', { name: 'Rules', exact: true })
    const periods = rules.getByRole('spinbutton', { name: 'Kept for' })
    await periods.first().waitFor()
    const before = await periods.count()
    await rules.getByRole('button', { name: 'Add a rule' }).press('Enter')
    await periods.nth(before).fill('7')
    await rules.getByRole('button', { name: `Move up: Rule ${before + 1}` }).press('Enter')
    // It stands before the other now, and the focus went with it.
    await until(async () => (await periods.nth(before - 1).inputValue()) === '7')
    await rules.locator(`[data-item="${before - 1}"]:has(:focus)`).waitFor()
    await page
      .locator('.k-draft-side .k-contract')
      .getByText(/7 days/)
      .first()
      .waitFor()
    await rules.getByRole('button', { name: `Remove: Rule ${before}` }).press('Space')
    await periods.nth(before).waitFor({ state: 'detached' })
    assert.notEqual(await periods.first().inputValue(), '7')
    const party = page.locator('details', { hasText: 'National Identity Authority' }).first()
    await party.locator('summary').press('Enter')
    const functions = party.getByRole('group', { name: 'Functions by law' })
    assert.equal(
      await functions.getByRole('button', { name: 'Remove: Function 1' }).isDisabled(),
      true,
      'one is needed',
    )
    await functions.getByRole('button', { name: 'Add a function' }).press('Enter')
    await functions.getByLabel('Act that gives it its task').nth(1).fill('Identity Act 2019')
    assert.deepEqual(await violations(page), [])
    await page.context().close()
  })

  await t.test('the roles take their steps, with a reason where one is needed, until both can sign', async () => {
    // Who drafted it does not review it in law.
    const legal = await newPage(browser, url)
    await signInWithPassword(legal, 'second-legal', `/agreements/${drafted}?tab=standing`)
    await legal.getByRole('button', { name: 'Send back to draft' }).click()
    const dialog = legal.getByRole('dialog')
    assert.equal(await dialog.getByRole('button', { name: 'Send back to draft' }).isDisabled(), true)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await take(legal, 'Approve in law')
    await legal.getByText('It waits for a data protection officer').waitFor()
    await legal.context().close()
    const protector = await open('protector', `/agreements/${drafted}?tab=standing`)
    await take(protector, 'Approve in data protection')
    await protector.getByText('The signatories of both parties sign it').waitFor()
    assert.equal(await protector.getByText('Not signed yet').count(), 2)
    assert.equal(await protector.getByRole('button', { name: 'Sign', exact: true }).count(), 0)
    await protector.context().close()
  })

  await t.test('both sign in the page with their keys, which are not sent, and it is activated', async () => {
    for (const member of ['nsps', 'nida']) {
      const page = await newPage(browser, url)
      await signInWithPassword(page, `${member}-signatory`, `/agreements/${drafted}?tab=standing`)
      const sent: string[] = []
      page.on('request', (request) => sent.push(request.postData() ?? ''))
      const key = join(dataFolder, 'signatories', `${member}-signatory.pem`)
      await page.getByRole('button', { name: 'Sign', exact: true }).click()
      await page.locator('input[type="file"]').setInputFiles(key)
      await page.getByRole('dialog').getByRole('button', { name: 'Sign', exact: true }).click()
      await page.getByText('Signed, and the signature verifies').first().waitFor()
      const secret = (await readFile(key, 'utf8')).split('\n')[1] ?? ''
      assert.ok(secret.length > 40 && !sent.some((body) => body.includes(secret.slice(-20))))
      await page.context().close()
    }
    const legal = await open('legal', `/agreements/${drafted}?tab=standing`)
    await legal.getByText('Signed, and the signature verifies').nth(1).waitFor()
    await take(legal, 'Activate')
    await legal.getByText('It is in force').waitFor()
    assert.deepEqual(await violations(legal), [])
    await legal.context().close()
  })

  await t.test('a signatory withdraws a key: what it signed stays, and is marked', async () => {
    const page = await newPage(browser, url)
    await signInWithPassword(page, 'nida-signatory', `/agreements/${drafted}?tab=standing`)
    await page.getByRole('button', { name: 'Withdraw this key' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('A withdrawn key cannot be taken back into use').waitFor()
    assert.equal(await dialog.getByRole('button', { name: 'Withdraw this key' }).isDisabled(), true, 'without a reason')
    await dialog.getByLabel('Why').fill('The laptop was stolen')
    await dialog.getByRole('button', { name: 'Withdraw this key' }).click()
    await page.getByText('Signed, and the key was withdrawn since').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Withdraw this key' }).count(), 0)
    await page.getByText('It is in force').waitFor()
    assert.deepEqual(await violations(page), [])
    await page.context().close()
  })

  await t.test('what falls due is counted, and the address keeps the choice', async () => {
    const page = await open('legal', '/agreements?within=30')
    const due = Number(await page.locator('a.k-figure').first().locator('.k-figure-value').textContent())
    assert.ok(due > 0)
    assert.equal(await page.locator('.k-table tbody tr').count(), due)
    await page.getByRole('link', { name: 'Show all agreements' }).click()
    await page.waitForURL(`${url}/agreements`)
    assert.ok((await page.locator('.k-table tbody tr').count()) > due)
    await page.context().close()
  })
})

async function take(page: Page, step: string): Promise<void> {
  await page.getByRole('button', { name: step }).click()
  await page.getByRole('dialog').getByRole('button', { name: step }).click()
}
