// The list of checks and how they are run: one after another, each with a time limit, each reported in one line.

const LIMIT = 15_000;
const all = [];

/**
 * A check is a sentence and what proves it; one that only makes sense over one kind of receiver names it.
 * The world holds the people, the Sandbox, the app and what it heard.
 */
export function check(name, proof, receiver = undefined) {
  if (all.some((other) => other.name === name)) throw new Error(`two checks are called “${name}”`);
  all.push({ name, proof, receiver });
}

/** Prints `ok 3 name` or `not ok 3 name` with the reason indented below, and returns how many failed. */
export async function runAll(world, receiver, only = '') {
  let number = 0;
  let failed = 0;
  for (const { name, proof } of all.filter((c) => c.name.includes(only) && (c.receiver ?? receiver) === receiver)) {
    const failure = await failureOf(() => proof(world));
    number += 1;
    if (failure === undefined) {
      console.log(`ok ${number} ${name}`);
      continue;
    }
    failed += 1;
    console.log(`not ok ${number} ${name}`);
    console.log(failure.replace(/^/gm, '    '));
  }
  console.log(`1..${number}`);
  return number === 0 ? 1 : failed;
}

async function failureOf(proof) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${LIMIT / 1000} s`)), LIMIT);
  });
  try {
    await Promise.race([proof(), late]);
    return undefined;
  } catch (error) {
    return error.stack ?? String(error);
  } finally {
    clearTimeout(timer);
  }
}
