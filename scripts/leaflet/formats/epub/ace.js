// Runs Ace by DAISY on EPUB files, one after the other, and prints {file: report} as JSON.
// usage: node ace.js FOLDER_OF_PACKAGES FILE ...   (PUPPETEER_EXECUTABLE_PATH: the browser)
'use strict';
const { createRequire } = require('module');
const path = require('path');
const fs = require('fs');
const os = require('os');

const [packages, ...files] = process.argv.slice(2);
const load = createRequire(path.resolve(packages, 'package.json'));
const ace = load('@daisy/ace-core');
const runner = load('@daisy/ace-axe-runner-puppeteer');

(async () => {
  const reports = {};
  for (const file of files) {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'ace-'));
    try {
      const options = { cwd: process.cwd(), outdir: path.join(scratch, 'report'), tmpdir: path.join(scratch, 'epub'), silent: true };
      reports[file] = (await ace(file, options, runner))[1];
    } catch (error) {
      reports[file] = { failed: String(error && error.message || error) };
    } finally {
      fs.rmSync(scratch, { recursive: true, force: true });
    }
  }
  process.stdout.write(JSON.stringify(reports), () => process.exit(0));
})();
