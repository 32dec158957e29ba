import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newPage, openBrowser, signInAs, signInWithPassword, violations } from '../support/browser.ts'
import { until } from '../support/desk.ts'
import { asSteward, duplicatesOfDemo, namesOf } from '../support/duplicates.ts'
import { startKiungo } from '../support/kiungo.ts'

const scale = 0.02

test('who is whom, in the console of a running Kiungo', async (t) => {
  const { url, dataFolder } = await startKiungo(t, { scale })
  const browser = await openBrowser(t)
  const open = async (username: string, path: string) => {
    const page = await newPage(browser, url)
    await signInWithPassword(page, username, path)
    return page
  }
  const pairs = duplicatesOfDemo(dataFolder)
  const [found, contested, together] = pairs
  assert.ok(found && contested && together, 'the demo has three duplicates')
  const admin = await newPage(browser, url)
  await signInAs(admin, 'admin')
  const desk = asSteward(admin.request)

  const steward = await open('steward', '/')
  const inUse = await desk.modelInUse(steward.request)
  await steward.context().close()

  await t.test('the next pair of the queue is taken in hand and put back', async () => {
    await desk.propose(contested)
    const page = await open('steward', '/identity/duplicates')
    await page.locator('.k-queue tbody tr').first().waitFor()
    await page.getByRole('button', { name: 'Next pair' }).click()
    await page.getByText('In your hand until').waitFor()
    await page.getByRole('button', { name: 'Put back' }).click()
    await page.getByText('Nobody has it in hand').waitFor()
    await page.goto('/identity/duplicates?cluster=no-such-group')
    await page.getByText('No pair fits').waitFor()
    await page.context().close()
  })

  await t.test(
    'a steward finds a duplicate before registering, links it by keys, sees the person, and takes it back',
    async () => {
      const page = await open('steward', '/identity/candidates')
      const { given, surname } = namesOf(dataFolder, found[0])
      await page.getByRole('button', { name: 'Search', exact: true }).click()
      await page.getByText('Give two things at least.').waitFor()
      await page.getByLabel('Given name').fill(given)
      await page.getByLabel('Surname').fill(surname)
      await page.getByRole('main').getByRole('button', { name: 'Search', exact: true }).click()
      for (const record of found) await page.locator(`section[aria-labelledby="candidate-${record}"] input`).check()
      await page.getByRole('button', { name: 'Look at the two side by side' }).click()
      await page.getByRole('heading', { level: 1, name: 'One person, or two?' }).waitFor()
      assert.ok(![given, surname].some((name) => page.url().includes(name)), 'no address names a person')
      await page.getByRole('rowheader', { name: 'Surname' }).waitFor()
      await page.getByText('All together').waitFor()

      await page.keyboard.press('1')
      await focused(page, 'Say: one person')
      await page.keyboard.press('Enter')
      await page.getByText('Linked: one person.').waitFor()
      await focused(page, 'Next pair')

      await page.getByRole('link', { name: 'See the person' }).first().click()
      await page.getByRole('heading', { name: 'What stands for the person' }).waitFor()
      for (const record of found) await page.locator('summary', { hasText: record }).waitFor()
      await identifiersAreShown(page, found)
      await page.getByRole('button', { name: 'Take back' }).click()
      const dialog = page.getByRole('dialog')
      assert.ok(await dialog.getByRole('button', { name: 'Take back' }).isDisabled(), 'a reason is asked for')
      await dialog.getByLabel('Why').selectOption('entered-in-error')
      await dialog.getByRole('button', { name: 'Take back' }).click()
      await page.getByText('Taken apart', { exact: true }).waitFor()
      await page.getByText('Nothing else happened to these people').waitFor()
      assert.equal(await page.locator('.k-record-facts').count(), 1, 'the other record is another person’s again')
      await page.context().close()
    },
  )

  await t.test('of two stewards at one pair the second is told, and sees what was decided', async () => {
    const proposal = await desk.propose(contested)
    const page = await open('steward', `/identity/duplicates/${proposal.id}`)
    await page.getByRole('button', { name: /^Cannot tell/ }).click()
    await desk.say(proposal, 'not-link')
    await page.getByRole('button', { name: 'Say: cannot tell' }).click()
    await page.getByText('This pair is decided.').waitFor()
    await page.getByRole('heading', { name: 'Decided about these records' }).waitFor()
    await page.context().close()
  })

  await t.test('many pairs are put by one steward and carried out by another', async () => {
    await desk.propose(together)
    const page = await open('steward', '/identity/duplicates?certainty=likely')
    await page.getByRole('checkbox', { name: together[0] }).check()
    await page.getByRole('button', { name: 'All one person each' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Put it to another steward' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Many at once' }).click()
    await page.getByText('You put this: another steward confirms or refuses it.').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Confirm' }).count(), 0)
    const second = await open('second-steward', '/identity/duplicates?view=bulk')
    await second.getByRole('button', { name: 'Confirm' }).click()
    await second.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click()
    await second.getByText('Carried out', { exact: true }).waitFor()
    await second.goto('/identity/duplicates?view=decisions')
    await second.getByText('confirmed by second-steward').or(second.getByText('confirmed by steward')).first().waitFor()
    assert.deepEqual(await second.locator('.k-tabs [aria-current="page"]').allTextContents(), ['Decisions'])
    for (const one of [page, second]) await one.context().close()
  })

  await t.test('keys can be switched off, and an auditor sees the queue and no way to decide', async () => {
    const proposal = await desk.propose([found[0], contested[0]])
    const page = await open('steward', `/identity/duplicates/${proposal.id}`)
    await page.getByLabel('Keys 1 to 4 on this page').uncheck()
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('2')
    assert.equal(await page.locator('[aria-pressed="true"]').count(), 0)
    await page.context().close()
    const auditor = await newPage(browser, url)
    await signInAs(auditor, 'auditor', '/identity/duplicates')
    await auditor.locator('.k-queue tbody tr').first().waitFor()
    assert.equal(await auditor.getByRole('checkbox').count(), 0)
    assert.equal(await auditor.getByRole('button', { name: 'Next pair' }).count(), 0)
    await auditor.goto(`/identity/duplicates/${proposal.id}`)
    await auditor.getByRole('heading', { level: 1, name: 'Your role may not open this page' }).waitFor()
    await auditor.context().close()
  })

  await t.test(
    'a model shows its levels; one steward proposes it, another sees what changes and confirms',
    async () => {
      const kept = await admin.request.get(`/v1/identity/models/${inUse}`)
      const { model } = (await kept.json()) as { model: { thresholds: object } }
      const data = { ...model, thresholds: { link: 3.25, review: -2, kin: 2 } }
      const made = await admin.request.post('/v1/identity/models', { data, headers: { 'X-Kiungo-Request': '1' } })
      assert.equal(made.status(), 201, await made.text())
      const { digest } = (await made.json()) as { digest: string }
      const page = await open('steward', '/identity/models')
      await page.locator(`a[href="/identity/models/${digest}"]`).click()
      await page.getByText('from +3.3 bits').waitFor()
      const names = page.getByRole('region', { name: 'given', exact: true })
      await names.getByRole('columnheader', { name: 'm, one person' }).waitFor()
      await names.getByRole('row', { name: /^exact .*%.*%.*%/ }).waitFor()
      await page.getByText('l.nid.exact = r.nid.exact').waitFor()
      await confirmed(page, 'Propose for use')
      await page.getByText('You proposed it: another person confirms or refuses.').waitFor()
      assert.equal(await page.getByRole('button', { name: 'Confirm' }).count(), 0)
      const second = await open('second-steward', `/identity/models/${digest}`)
      await second.getByRole('button', { name: 'Confirm' }).click()
      await second.getByRole('dialog').getByText('Links from 3.3 bits on').waitFor()
      await second.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click()
      await second.getByText('Two people put it in use.').waitFor()
      await second.getByText('In use', { exact: true }).waitFor()
      for (const one of [page, second]) await one.context().close()
    },
  )

  await t.test('an analyst writes a new version: pairs are counted, faults told in place, nothing lost', async () => {
    const page = await open('steward', `/identity/models/${inUse}/edit`)
    await page.getByText('Counted.', { exact: true }).waitFor()
    await page.locator('summary', { hasText: /^given/ }).click()
    const down = page.getByRole('button', { name: 'Move down: exact', exact: true }).first()
    await down.press('Enter')
    await holds(page, `document.activeElement?.getAttribute('aria-label') === 'Move down: exact'`)
    await page.getByText('A run must train it before it can be used.').waitFor()
    await page.getByRole('button', { name: 'Move up: exact', exact: true }).first().press('Enter')
    await page.getByText('It stays trained.').waitFor()

    await page.getByLabel('Review from (bits)').fill('40')
    await page
      .getByText(/is above link/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Save as a version' }).click()
    await holds(page, `document.activeElement?.closest('[data-pointer="/thresholds/review"]') != null`)
    await page.reload()
    await page.getByText('This is what you wrote earlier and did not save.').waitFor()
    assert.equal(await page.getByLabel('Review from (bits)').inputValue(), '40')
    await page.getByLabel('Review from (bits)').fill('-1')
    await page.getByRole('button', { name: 'Changes' }).click()
    await page.getByText('Asks a steward from -1.0 bits on').waitFor()
    await page.getByRole('button', { name: 'Save as a version' }).click()
    await page.getByText('from -1.0 bits').waitFor()
    await page.getByText('Asks a steward from -1.0 bits on').waitFor()
    await page.context().close()
  })

  await t.test('a newcomer hands a file in, corrects what a column is taken for, and tries the model', async () => {
    const page = await open('steward', '/identity/models/wizard')
    const file = page.getByLabel('Choose a file')
    await file.setInputFiles({ name: 'list.pdf', mimeType: 'application/pdf', buffer: Buffer.from('x') })
    await page.getByText('Only CSV, XLSX and Parquet can be read').waitFor()
    await file.setInputFiles({ name: 'NGO list.csv', mimeType: 'text/csv', buffer: listOfPeople() })
    const code = page.getByLabel('What code means')
    await code.waitFor()
    assert.equal(await page.getByLabel('What First Name means').inputValue(), 'given-names')
    assert.ok(!(await page.content()).includes('Wanjiru'), 'nobody is named')
    await code.selectOption('phone')
    await page.getByText('you said so').waitFor()
    await page.getByRole('button', { name: 'Propose a model' }).click()
    await page.getByText('Telephone').waitFor()
    await page.reload()
    await page.getByText('Telephone').waitFor()
    await page.getByRole('button', { name: 'Keep and try it' }).click()
    await page.getByText('The run is done.').waitFor({ timeout: runLimitMs })
    await page.getByRole('link', { name: 'To the trained version' }).click()
    await page.getByRole('heading', { name: 'What its last run found' }).waitFor()
    await page.getByText('Trained without decisions of stewards.').waitFor()

    await page.goto('/identity/models/wizard?of=registry&step=model')
    await page.getByRole('button', { name: 'Change it in the editor' }).click()
    await page.getByRole('heading', { level: 1, name: 'Write a linkage model' }).waitFor()
    assert.equal(await page.getByLabel('Name of the plan').inputValue(), 'people-of-registry')
    await page.getByText('Counted.', { exact: true }).waitFor()
    await page.context().close()
  })
})

/** Nothing is shown before the reader asks; then every record's number with its level, on a phone as well, and with a receipt. */
async function identifiersAreShown(page: Page, records: readonly string[]): Promise<void> {
  const panel = page.locator('.k-panel', { has: page.getByRole('heading', { name: 'Identifiers across systems' }) })
  const show = panel.getByRole('button', { name: 'Show identifiers' })
  await show.waitFor()
  assert.equal(await panel.getByRole('table').count(), 0)
  await panel.getByText('Prevention of duplicate benefits').waitFor()
  await show.press('Enter')
  for (const record of records) {
    const row = panel.getByRole('row', { name: record })
    await row.getByText(/^(Low|Substantial|High)$/).waitFor()
    await row.getByText('Person number in the registry').waitFor()
  }
  await panel.getByText('Receipt verified').waitFor()
  await page.setViewportSize({ width: 360, height: 900 })
  await until(async () => (await page.evaluate<number>('document.documentElement.scrollWidth')) === 360)
  assert.deepEqual(await violations(page), [])
  await page.setViewportSize({ width: 1280, height: 900 })
}

/** A run of a small file, behind whatever else the machine does. */
const runLimitMs = 120_000

async function confirmed(page: Page, verb: string): Promise<void> {
  await page.getByRole('button', { name: verb }).click()
  await page.getByRole('dialog').getByRole('button', { name: verb }).click()
}

/** Every seventh is there twice, once with the names exchanged. */
function listOfPeople(): Buffer {
  const given = [
    'Amina',
    'Otieno',
    'Wanjiru',
    'Hassan',
    'Njeri',
    'Kamau',
    'Akinyi',
    'Farah',
    'Mutua',
    'Chebet',
    'Zawadi',
  ]
  const family = ['Mwangi', 'Odhiambo', 'Kiprono', 'Abdi', 'Wekesa', 'Barasa', 'Njoroge', 'Cherono', 'Achieng']
  const lines = Array.from({ length: 300 }, (_, i) => {
    const person = i % 7 === 0 ? i + 1 : i
    const names = [given[person % given.length], family[person % family.length]]
    const born = `19${40 + (person % 60)}-${String(1 + (person % 12)).padStart(2, '0')}-${String(1 + (person % 28)).padStart(2, '0')}`
    return [`R${i}`, ...(i % 7 === 0 ? names.toReversed() : names), born, 700_000_000 + person * 917].join(',')
  })
  return Buffer.from(['no,First Name,Surname,Date of birth,code', ...lines].join('\n'))
}

const focused = (page: Page, name: string): Promise<unknown> =>
  holds(page, `document.activeElement?.textContent?.startsWith(${JSON.stringify(name)}) === true`)

/** Asked from here again and again: within the page, its policy lets no text be run as a program. */
const holds = (page: Page, condition: string): Promise<unknown> => until(() => page.evaluate<boolean>(condition))
