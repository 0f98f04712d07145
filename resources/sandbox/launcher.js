// Runs a Node.js action by OpenWhisk's contract of init and run. Requests come as lines of JSON on descriptor 3;
// answers go to descriptor 4 as "STATUS LENGTH\n" and the body; the first one says that it is ready. Standard output
// and error are the action's own.
const fs = require('fs');
const path = require('path');
const net = require('net');
const { pathToFileURL } = require('url');

const endMark = 'XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX\n';
const writeOut = process.stdout.write.bind(process.stdout);
const writeError = process.stderr.write.bind(process.stderr);
let userMain;

function answer(status, text) {
    const body = Buffer.from(text, 'utf8');
    const bytes = Buffer.concat([Buffer.from(`${status} ${body.length}\n`), body]);
    for (let done = 0; done < bytes.length;)
        done += fs.writeSync(4, bytes, done);
}

function answerError(status, message) {
    answer(status, JSON.stringify({ error: message }));
}

function endLogs() {
    writeOut(endMark);
    writeError(endMark);
}

/// What survives of a rejected value: text, stack and members, but no functions and no circles.
function serialized(value, seen = []) {
    if (typeof value === 'function')
        return `[Function: ${value.name || 'anonymous'}]`;
    if (!value || typeof value !== 'object')
        return value;
    const copy = Array.isArray(value) ? [] : {};
    const above = seen.concat([value]);
    for (const key of Object.keys(value)) {
        const member = value[key];
        if (typeof member === 'function')
            continue;
        copy[key] = above.includes(member) ? '[Circular]' : member && typeof member === 'object' ? serialized(member, above) : member;
    }
    for (const key of ['name', 'message', 'stack', 'code'])
        if (typeof value[key] === 'string')
            copy[key] = value[key];
    return copy;
}

function checked(main, name) {
    if (typeof main !== 'function')
        throw `Action entrypoint '${name}' is not a function.`;
    return main;
}

/// Not strict and without sight of this file's names. The action's text begins on the second line, as in the official
/// images, so that line numbers agree.
function evaluated(code, main) {
    const load = (0, eval)(`(function(require, module, exports, __filename, __dirname){
               ${code}
               try {
                 return ${main}
               } catch (e) {
                 if (e.name === 'ReferenceError') {
                    return module.exports.${main} || exports.${main}
                 } else throw e
               }
             })`);
    return load(require, module, exports, __filename, __dirname);
}

/// file.function names a file; otherwise package.json says which, or it is index.js.
function entryOf(folder, main) {
    const parts = main.split('.');
    if (parts.length > 1)
        return [path.join(folder, parts[0] + '.js'), parts.slice(1).join('.')];
    const description = path.join(folder, 'package.json');
    if (fs.existsSync(description))
        return [path.join(folder, JSON.parse(fs.readFileSync(description, 'utf8')).main || 'index.js'), main];
    if (!fs.existsSync(path.join(folder, 'index.js')))
        throw 'Zipped actions must contain either package.json or index.js at the root.';
    return [path.join(folder, 'index.js'), main];
}

async function imported(file) {
    try {
        return require(file);
    } catch (error) {
        if (error.code !== 'ERR_REQUIRE_ESM')
            throw error;
        return import(pathToFileURL(file).href);
    }
}

async function unpacked(folder, main) {
    const [file, name] = entryOf(folder, main);
    process.chdir(folder);
    const module = await imported(file);
    return name.split('.').reduce((at, part) => (at === undefined || at === null ? undefined : at[part]), module);
}

async function load(message) {
    if (message.problem)
        throw message.problem;
    const main = message.unpacked ? await unpacked(message.folder, message.main) : evaluated(message.code, message.main);
    userMain = checked(main, message.main);
}

async function init(message) {
    if (!message.main || !message.code) {
        endLogs();
        return answerError(403, 'Missing main/no code to execute.');
    }
    try {
        await load(message);
    } catch (error) {
        console.error('Error during initialization:', error);
        endLogs();
        return answerError(502, `Initialization has failed due to: ${error && error.stack ? String(error.stack) : error}`);
    }
    answer(200, '{"OK":true}');
}

function setEnvironment(message) {
    for (const key of Object.keys(message))
        if (key !== 'value')
            process.env['__OW_' + key.toUpperCase()] = message[key];
}

/// A throw is the developer's error, a rejection an answer of the application.
async function called(value) {
    let result;
    try {
        result = userMain(value);
    } catch (error) {
        throw { thrown: error };
    }
    try {
        const resolved = await result;
        return resolved === undefined ? {} : resolved;
    } catch (error) {
        return { error: error ? serialized(error) : {} };
    }
}

function deliver(result) {
    if (typeof result !== 'object') {
        // A function takes so long to print that the official image has closed the log by then.
        if (typeof result !== 'function')
            console.error(`Result must be of type object but has type "${typeof result}":`, result);
        endLogs();
        return answerError(502, 'The action did not return a dictionary.');
    }
    endLogs();
    let text;
    try {
        text = JSON.stringify(result);
    } catch (error) {
        return answerError(500, 'Internal error.');
    }
    answer(200, text === undefined ? '' : text);
}

async function run(message) {
    setEnvironment(message);
    let result;
    try {
        result = await called(message.value);
    } catch (failure) {
        console.error(failure.thrown);
        endLogs();
        return answerError(502, `An error has occurred: ${failure.thrown}`);
    }
    deliver(result);
}

let pending = [];
const requests = new net.Socket({ fd: 3, readable: true, writable: false });
requests.on('data', (chunk) => {
    let end;
    while ((end = chunk.indexOf(10)) >= 0) {
        const line = Buffer.concat(pending.concat([chunk.subarray(0, end)])).toString('utf8');
        pending = [];
        chunk = chunk.subarray(end + 1);
        const message = JSON.parse(line);
        if (message.init)
            init(message.init);
        else
            run(message);
    }
    if (chunk.length)
        pending.push(chunk);
});
requests.on('end', () => process.exit(0));
answer(100, ''); // ready
