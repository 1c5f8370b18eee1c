// The description of the API is one that other programs can read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, startTelusur } from './support/telusur.mjs';

const { Validator } = await load('@seriousme/openapi-schema-validator');

test('/openapi.json is OpenAPI 3.1', async () => {
  const telusur = await startTelusur();
  try {
    const answer = await fetch(`${telusur.origin}/openapi.json`);
    assert.equal(answer.headers.get('content-type'), 'application/json');
    const description = await answer.json();
    const validator = new Validator();
    const result = await validator.validate(description);
    assert.deepEqual(result.errors ?? [], []);
    assert.equal(result.valid, true);
    assert.equal(validator.version, '3.1');
    assert.doesNotThrow(() => validator.resolveRefs()); // no reference leads nowhere
    const names = Object.values(description.paths).flatMap((path) => Object.values(path).map((operation) => operation.operationId));
    assert.equal(new Set(names).size, names.length);
    assert.equal((await new Validator().validate({ ...description, paths: { search: {} } })).valid, false);
  } finally {
    await telusur.stop();
  }
});
