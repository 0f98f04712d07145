// Drives the sandbox by the npm package "openwhisk", the JavaScript client: all its resources. Prints what differs and,
// last, a line of counts; fails when something differs.
//
//   node client.mjs SANDBOX DIR     DIR/node_modules holds the package
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { isDeepStrictEqual, inspect } from 'node:util'

const [program, modules] = process.argv.slice(2)
const openwhisk = createRequire(join(resolve(modules), 'node_modules', 'x.js'))('openwhisk')
for (const name of Object.keys(process.env)) if (/proxy|^__OW_/i.test(name)) delete process.env[name]

const counts = { passed: 0, failed: 0 }

/** Runs it and compares what it gives, or the text of its error, with what is expected. */
async function check (title, actual, expected) {
  let value
  try {
    value = await actual()
  } catch (error) {
    value = error.statusCode ? `${error.statusCode} ${error.error?.error ?? ''}` : String(error)
  }
  const equal = isDeepStrictEqual(value, expected)
  counts[equal ? 'passed' : 'failed'] += 1
  if (!equal) console.log(`DIFFERS ${title}: expected ${inspect(expected)} | present ${inspect(value, { depth: 8 })}`)
}

/** Asks again until the condition holds, for half a minute at the most; gives the last answer. */
async function until (ask, holds) {
  for (const end = Date.now() + 30000; ;) {
    const answer = await ask().catch((error) => error)
    if (holds(answer) || Date.now() > end) return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const names = (list) => list.map((entity) => entity.name).sort()
const missing = '404 The requested resource does not exist.'
const code = 'function main(params) { console.log("hello", params.name); return { greeting: `Hello, ${params.name}!` } }'

async function namespaces (ow) {
  await check('namespaces: list', () => ow.namespaces.list(), ['guest'])
  await check('namespaces: get', async () => Object.keys(await ow.namespaces.get('_')).sort(), ['actions', 'packages', 'rules', 'triggers'])
}

async function actions (ow) {
  await check('actions: none', () => ow.actions.list(), [])
  await check('actions: create', async () => (await ow.actions.create({ name: 'hello', action: code, params: { name: 'Ada' }, annotations: { description: 'greets' } })).version, '0.0.1')
  await check('actions: create again', () => ow.actions.create({ name: 'hello', action: code }), '409 resource already exists')
  await check('actions: list', async () => names(await ow.actions.list()), ['hello'])
  await check('actions: count', () => ow.actions.list({ count: true }), { actions: 1 })
  await check('actions: get', async () => (await ow.actions.get('hello')).exec, { kind: 'nodejs:20', code, binary: false })
  await check('actions: get without code', async () => 'code' in (await ow.actions.get({ name: 'hello', code: false })).exec, false)
  await check('actions: annotations', async () => (await ow.actions.get('hello')).annotations.find((one) => one.key === 'description').value, 'greets')
  await check('actions: get a missing one', () => ow.actions.get('nobody'), missing)
  await check('actions: invoke for its result', () => ow.actions.invoke({ name: 'hello', blocking: true, result: true }), { greeting: 'Hello, Ada!' })
  await check('actions: invoke with parameters', async () => (await ow.actions.invoke({ name: 'hello', blocking: true, params: { name: 'Bob' } })).response,
    { result: { greeting: 'Hello, Bob!' }, size: 26, status: 'success', success: true })
  await check('actions: invoke without waiting', async () => Object.keys(await ow.actions.invoke('hello')), ['activationId'])
  await check('actions: invoke one of the system', () => ow.actions.invoke({ name: '/whisk.system/utils/sort', blocking: true, result: true, params: { lines: [3, 1, 2] } }),
    { lines: [1, 2, 3], length: 3 })
  await check('actions: update', async () => (await ow.actions.update({ name: 'hello', action: 'function main() { return { error: "no" } }' })).version, '0.0.2')
  await check('actions: an error', async () => (await ow.actions.invoke({ name: 'hello', blocking: true }).catch((error) => error.error.response)).result, { error: 'no' })
  await check('actions: zip', async () => (await ow.actions.create({ name: 'zip', action: Buffer.from(zip, 'base64'), kind: 'nodejs:20' })).exec.binary, true)
  await check('actions: invoke the zip', () => ow.actions.invoke({ name: 'zip', blocking: true, result: true, params: { a: 1 } }), { a: 1 })
  await check('actions: sequence', async () => (await ow.actions.create({ name: 'seq', sequence: ['/whisk.system/utils/echo', '/whisk.system/utils/head'] })).exec.components,
    ['/whisk.system/utils/echo', '/whisk.system/utils/head'])
  await check('actions: invoke the sequence', () => ow.actions.invoke({ name: 'seq', blocking: true, result: true, params: { lines: [7, 8] } }), { lines: [7], num: 1 })
  await check('actions: delete', async () => names(await Promise.all(['hello', 'zip', 'seq'].map((name) => ow.actions.delete(name)))), ['hello', 'seq', 'zip'])
  await check('actions: gone', () => ow.actions.list(), [])
}

// package.json and index.js of an action that returns its input.
const zip = 'UEsDBBQAAAAAAAAAIVytesEAEwAAABMAAAAMAAAAcGFja2FnZS5qc29ueyJtYWluIjoiaW5kZXguanMifVBLAwQUAAAAAAAAACFcl6i0XiIAAAAiAAAACAAAAGluZGV4LmpzZXhwb3J0cy5tYWluID0gKHBhcmFtcykgPT4gcGFyYW1zClBLAQIUAxQAAAAAAAAAIVytesEAEwAAABMAAAAMAAAAAAAAAAAAAACAAQAAAABwYWNrYWdlLmpzb25QSwECFAMUAAAAAAAAACFcl6i0XiIAAAAiAAAACAAAAAAAAAAAAAAAgAE9AAAAaW5kZXguanNQSwUGAAAAAAIAAgBwAAAAhQAAAAAA'

async function activations (ow) {
  await ow.actions.create({ name: 'logs', action: code })
  const { activationId } = await ow.actions.invoke({ name: 'logs', params: { name: 'Eve' } })
  const record = await until(() => ow.activations.get(activationId), (answer) => answer.activationId)
  await check('activations: get', async () => [record.name, record.namespace, record.response.result], ['logs', 'guest', { greeting: 'Hello, Eve!' }])
  await check('activations: result', async () => (await ow.activations.result(activationId)).result, { greeting: 'Hello, Eve!' })
  await check('activations: logs', async () => (await ow.activations.logs(activationId)).logs.map((line) => line.replace(/^\S+ /, '')), ['stdout: hello Eve'])
  await check('activations: list', async () => names(await ow.activations.list({ name: 'logs' })), ['logs'])
  await check('activations: list with records', async () => (await ow.activations.list({ limit: 1, docs: true }))[0].response.status, 'success')
  await check('activations: a missing one', () => ow.activations.get('0'.repeat(32)), missing)
  await ow.actions.delete('logs')
}

async function packages (ow) {
  await check('packages: create', async () => (await ow.packages.create({ name: 'pack', package: { parameters: [{ key: 'a', value: 1 }] } })).parameters, [{ key: 'a', value: 1 }])
  await ow.actions.create({ name: 'pack/echo', action: 'function main(params) { return params }' })
  await check('packages: get', async () => names((await ow.packages.get('pack')).actions), ['echo'])
  await check('packages: bind', async () => (await ow.packages.create({ name: 'bound', package: { binding: { namespace: 'guest', name: 'pack' }, parameters: [{ key: 'b', value: 2 }] } })).binding,
    { namespace: 'guest', name: 'pack' })
  await check('packages: invoke through the binding', () => ow.actions.invoke({ name: 'bound/echo', blocking: true, result: true, params: { c: 3 } }), { a: 1, b: 2, c: 3 })
  await check('packages: list', async () => names(await ow.packages.list()), ['bound', 'pack'])
  await check('packages: list of the system', async () => names(await ow.packages.list({ namespace: 'whisk.system' })), ['alarms', 'samples', 'utils'])
  await check('packages: update', async () => (await ow.packages.update({ name: 'pack', package: { publish: true } })).publish, true)
  await check('packages: delete one that is not empty', () => ow.packages.delete('pack'), '409 Package not empty (contains 1 entity). Set force param or delete package contents.')
  await check('packages: delete', async () => {
    await ow.actions.delete('pack/echo')
    return names([await ow.packages.delete('bound'), await ow.packages.delete('pack')])
  }, ['bound', 'pack'])
  await check('packages: a missing one', () => ow.packages.get('pack'), "404 The requested resource 'guest/pack' does not exist.")
}

async function triggersAndRules (ow) {
  await check('triggers: create', async () => (await ow.triggers.create({ name: 'event', trigger: { parameters: [{ key: 'from', value: 'trigger' }] } })).name, 'event')
  await check('triggers: fire without rules', () => ow.triggers.invoke({ name: 'event' }).then((answer) => !answer.activationId), true)
  await ow.actions.create({ name: 'listen', action: 'function main(params) { return { n: params.n, from: params.from } }' })
  await check('rules: create', async () => (await ow.rules.create({ name: 'rule', action: 'listen', trigger: 'event' })).status, 'active')
  await check('rules: get', async () => (await ow.rules.get('rule')).trigger, { name: 'event', path: 'guest' })
  const fired = await ow.triggers.invoke({ name: 'event', params: { n: 5 } })
  const record = await until(() => ow.activations.get(fired.activationId), (answer) => answer.logs)
  const line = JSON.parse(record.logs[0])
  await check('triggers: fire', async () => [record.response.result, line.rule, line.action], [{ n: 5 }, 'guest/rule', 'guest/listen'])
  const run = await until(() => ow.activations.get(line.activationId), (answer) => answer.activationId)
  await check('rules: the action has run', async () => run.response.result, { n: 5, from: 'trigger' })
  await check('rules: disable', async () => [String(await ow.rules.disable({ name: 'rule' })), (await ow.rules.get('rule')).status], ['OK', 'inactive'])
  await check('rules: enable', async () => [String(await ow.rules.enable({ name: 'rule' })), (await ow.rules.get('rule')).status], ['OK', 'active'])
  await check('rules: update', async () => (await ow.rules.update({ name: 'rule', action: '/whisk.system/utils/echo', trigger: 'event' })).action, { name: 'echo', path: 'whisk.system/utils' })
  await check('rules: list', async () => names(await ow.rules.list()), ['rule'])
  await check('triggers: get', async () => Object.keys((await ow.triggers.get('event')).rules), ['guest/rule'])
  await check('triggers: update', async () => (await ow.triggers.update({ name: 'event', trigger: { parameters: [] } })).version, '0.0.2')
  await check('triggers: list', async () => names(await ow.triggers.list()), ['event'])
  await check('rules: delete', async () => (await ow.rules.delete({ name: 'rule' })).name, 'rule')
  await check('triggers: delete', async () => (await ow.triggers.delete('event')).name, 'event')
  await check('rules: a missing one', () => ow.rules.get('rule'), missing)
  await check('triggers: fire a missing one', () => ow.triggers.invoke({ name: 'event' }), missing)
  await ow.actions.delete('listen')
}

async function feeds (ow) {
  const result = async (answer) => (await answer).response.result
  await ow.triggers.create({ name: 'tick' })
  await ow.rules.create({ name: 'ticks', action: '/whisk.system/utils/echo', trigger: 'tick' })
  const feed = { feedName: '/whisk.system/alarms/alarm', trigger: 'tick' }
  await check('feeds: create', () => result(ow.feeds.create({ ...feed, params: { cron: '* * * * * *', trigger_payload: { n: 7 } } })), { status: 'success' })
  await check('feeds: get', async () => (await result(ow.feeds.get(feed))).config, { name: 'tick', namespace: 'guest', payload: { n: 7 }, cron: '* * * * * *' })
  const fires = await until(() => ow.activations.list({ name: 'tick', docs: true }), (answer) => answer.length > 0)
  await check('feeds: it fires', async () => fires[0]?.response?.result, { n: 7 })
  await check('feeds: update', () => result(ow.feeds.update({ ...feed, params: { cron: '0 0 1 1 *' } })), { status: 'success' })
  await check('feeds: updated', async () => (await result(ow.feeds.get(feed))).config.cron, '0 0 1 1 *')
  await check('feeds: delete', () => result(ow.feeds.delete(feed)), { status: 'success' })
  await check('feeds: gone', () => ow.feeds.get(feed).catch((error) => error.error.response.result), { error: { error: 'could not find trigger /guest/tick in the database' } })
  await check('feeds: once', () => result(ow.feeds.create({ feedName: '/whisk.system/alarms/once', trigger: 'tick', params: { date: Date.now() + 500, deleteAfterFire: 'rules' } })), { status: 'success' })
  const gone = await until(() => ow.triggers.get('tick'), (answer) => answer.statusCode === 404)
  await check('feeds: trigger and rules go with it', async () => [gone.statusCode, await ow.rules.list()], [404, []])
}

async function routes (ow) {
  await ow.actions.create({ name: 'web', action: 'function main(params) { return { path: params.__ow_path, x: params.x } }', annotations: { 'web-export': true } })
  await check('routes: none', () => ow.routes.list(), { apis: [] })
  const created = await ow.routes.create({ basepath: '/api', relpath: '/web', operation: 'GET', action: 'web', name: 'My API' }).catch((error) => error)
  await check('routes: create', async () => Object.keys(created.apidoc?.paths ?? created), ['/web'])
  await check('routes: serve', async () => (await fetch(`${created.gwApiUrl}/web?x=1`)).json(), { path: '', x: '1' })
  await check('routes: the verb counts', async () => (await fetch(`${created.gwApiUrl}/web`, { method: 'POST' })).json(), { status: 404, message: 'Error: Whoops. Verb not supported.' })
  await check('routes: a second path', async () => Object.keys((await ow.routes.create({ basepath: '/api', relpath: '/u/{id}', operation: 'POST', action: 'web', responsetype: 'http' })).apidoc.paths).sort(), ['/u/{id}', '/web'])
  await check('routes: serve a path parameter', async () => (await fetch(`${created.gwApiUrl}/u/7`, { method: 'POST' })).status, 204)
  await check('routes: list', async () => (await ow.routes.list()).apis.map((api) => api.value.apidoc.info.title), ['My API'])
  await check('routes: get', async () => (await ow.routes.get({ basepath: '/api' })).apis.length, 1)
  await check('routes: delete a path', async () => {
    await ow.routes.delete({ basepath: '/api', relpath: '/u/{id}', operation: 'post' })
    return Object.keys((await ow.routes.list()).apis[0].value.apidoc.paths)
  }, ['/web'])
  await check('routes: delete', async () => [await ow.routes.delete({ basepath: '/api' }), await ow.routes.list()], [{}, { apis: [] }])
  await check('routes: delete a missing one', () => ow.routes.delete({ basepath: '/api' }), "502 API deletion failure: API '/api' does not exist.")
  await ow.actions.delete('web')
}

async function keys (ow, apihost) {
  const stranger = openwhisk({ apihost, api_key: 'nobody:nothing' })
  await check('a wrong key', () => stranger.actions.list(), '401 The supplied authentication is invalid')
  await check('another namespace', () => ow.actions.list({ namespace: 'whisk.system' }), "403 The supplied authentication is not authorized to access 'whisk.system'.")
}

async function drive (apihost, apiKey) {
  const ow = openwhisk({ apihost, api_key: apiKey, apigw_token: 'any', retry: { retries: 0 } })
  for (const resource of [namespaces, actions, activations, packages, triggersAndRules, feeds, routes, keys]) {
    try {
      await resource(ow, apihost)
    } catch (error) {
      await check(`${resource.name}: comes to its end`, () => String(error.stack), '')
    }
  }
}

const directory = mkdtempSync(join(tmpdir(), 'whiskboard-client-'))
const sandbox = spawn(program, ['--port', '0', '--data', directory, '--samples', 'system', '--as', 'deployed'], { stdio: ['ignore', 'pipe', 'inherit'] })
const ended = new Promise((resolve) => sandbox.once('exit', resolve))
for await (const line of createInterface({ input: sandbox.stdout })) {
  if (!line.startsWith('ready ')) continue
  const apiKey = /^AUTH=(.*)$/m.exec(readFileSync(join(directory, 'wskprops'), 'utf8'))[1]
  await drive(line.slice(6), apiKey)
  sandbox.kill()
}
await check('the sandbox ends cleanly', () => ended, 0)
rmSync(directory, { recursive: true, force: true })
console.log(`${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed === 0 && counts.passed > 50 ? 0 : 1
