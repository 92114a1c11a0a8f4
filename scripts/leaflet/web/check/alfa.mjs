// Runs Siteimprove Alfa on pages as the browser had them: JSON lines of { device, document } in, of lists of
// { rule, requirements, id, message } out; `id` is the element's data-alfa-id in the page.
import { createInterface } from 'node:readline';
import { Audit, Outcome } from '@siteimprove/alfa-act';
import { Device } from '@siteimprove/alfa-device';
import { Element, Node, Text } from '@siteimprove/alfa-dom';
import { Request, Response } from '@siteimprove/alfa-http';
import { Rules } from '@siteimprove/alfa-rules';
import { Page } from '@siteimprove/alfa-web';

const element = (target) => Element.isElement(target) ? target
  : Text.isText(target) ? target.parent().filter(Element.isElement).getOr(null) : null;

function failure(outcome) {
  const where = element(outcome.target);
  const id = where ? where.attribute('data-alfa-id').map((attribute) => attribute.value).getOr('') : '';
  const messages = [...outcome.expectations].map(([, expectation]) => expectation.toJSON())
    .map((expectation) => expectation?.error?.message ?? expectation?.value?.error?.message ?? '');
  return {
    rule: outcome.rule.uri.split('/').pop(),
    requirements: [...outcome.rule.requirements].map((requirement) => requirement.uri.split('#').pop().split('/').pop()),
    id,
    message: messages.filter(Boolean).join(' '),
  };
}

async function failures({ device, document }) {
  const seen = Device.from(device);
  const page = Page.of(Request.empty(), Response.empty(), Node.from(document, seen), seen);
  const outcomes = await Audit.of(page, [...Rules.values()]).evaluate();
  return [...outcomes].filter(Outcome.isFailed).map(failure);
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await failures(JSON.parse(line))) + '\n');
}
