// What a person with four matching signs answers, question by question: the codes of the definition.
export const fourSigns = {
  red_flags: "none",
  completed_by: "self",
  date_of_birth: { day: "14", month: "3", year: "1974" },
  diagnosis_status: "neurologist_confirmed",
  cause: ["unknown"],
  cause_source: "neurologist",
  symptoms: { head_movement: "yes", neck_pain: "yes", tremor: "no", fatigue: "yes", headache: "not_sure", balance: "no", worse_with_stress: "yes" },
  emotional_effects: ["embarrassment", "reduced_confidence"],
  posture: ["turns_left", "tips_right"],
  pain_impact: "a_lot",
  movement_impact: "nearly_all",
  limited_activities: ["driving", "work", "sleep"],
  treatments: {
    botulinum_toxin: { status: "having_now", benefit: "some" },
    oral_medicine: { status: "had_before", benefit: "not_at_all" },
    physiotherapy: { status: "had_before", benefit: "some" },
    occupational_therapy: { status: "not_had" },
    psychology: { status: "waiting" },
    pain_clinic: { status: "not_had" },
    dbs_surgery: { status: "not_had" },
  },
  treatment_enough_now: "no",
  secondary_symptoms: ["fatigue", "gait"],
  help_needed: ["physiotherapy", "occupational_therapy", "psychology"],
  professional_said: "yes",
  single_team: "no",
  goals: "Drive to see my sister, and read to my grandchildren.",
  funding: "nhs",
  access_needs: ["large_print"],
  consent_to_share: "yes",
};

/** Chooses an option by pressing its words, as a person would. */
async function choose(page, control, code) {
  await page.locator(`main [name="${control}"][value="${code}"]`).check();
}

/** Fills in the question page that is open, if there is an answer for its question; leaves it blank otherwise. */
export async function fillIn(page, answers) {
  const id = new URL(page.url()).pathname.split("/").pop();
  const answer = answers[id];
  if (answer === undefined) return id;
  if (Array.isArray(answer)) for (const code of answer) await choose(page, id, code);
  else if (id === "treatments") {
    for (const [row, cells] of Object.entries(answer)) {
      for (const [column, code] of Object.entries(cells)) await page.locator(`main select[name="${id}.${row}.${column}"]`).selectOption(code);
    }
  } else if (typeof answer === "object") {
    for (const [part, value] of Object.entries(answer)) {
      const control = page.locator(`main [name="${id}.${part}"]`);
      if ((await control.first().getAttribute("type")) === "radio") await choose(page, `${id}.${part}`, value);
      else await control.fill(value);
    }
  } else if ((await page.locator(`main [name="${id}"]`).first().getAttribute("type")) === "radio") await choose(page, id, answer);
  else await page.locator(`main [name="${id}"]`).fill(answer);
  return id;
}

/** Presses the button that goes on. */
export async function goOn(page) {
  await page.locator('main form[method="post"] button[type="submit"], main form[method="post"] button:not([type])').first().click();
  await page.waitForLoadState("load");
}

/** Answers one page after another until the address is one of those given; `visit` sees each page first. */
export async function answerUntil(page, answers, ends, visit = async () => {}) {
  for (let pages = 0; pages < 60; pages += 1) {
    const path = new URL(page.url()).pathname;
    if (ends.includes(path)) return;
    await visit(path.split("/").pop());
    await fillIn(page, answers);
    await goOn(page);
  }
  throw new Error(`no end in sight at ${page.url()}`);
}
