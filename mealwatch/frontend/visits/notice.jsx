// The papers of a visit, on the tablet and on A4, without a network: the notice with its stub and its answer, and
// the record of the visit. Their number is provisional until the office gives one.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { NoticePaper } from "./notice_paper.jsx";
import { RecordPaper } from "./record_paper.jsx";
import { t } from "./words.js";

const PAPERS = { notice: NoticePaper, record: RecordPaper };

export function Notice({ draft, body, pack }) {
  const [shown, setShown] = useState("notice");
  const Paper = PAPERS[shown];
  const paper = <Paper body={body} pack={pack} unfinished={!draft.finalised} />;
  usePrinted(paper, shown, body);
  return (
    <section class="m-part m-notice">
      <h2 class="m-unseen">{t("measure_papers")}</h2>
      <div class="m-line m-tools">
        <div class="m-units" role="group" aria-label={t("measure_papers")}>
          {Object.keys(PAPERS).map((name) => (
            <button type="button" key={name} aria-pressed={shown === name} onClick={() => setShown(name)}>
              {t(`measure_paper_${name}`)}
            </button>
          ))}
        </div>
        <button type="button" class="main m-confirm" onClick={() => print()}>
          {t("measure_print")}
        </button>
      </div>
      {!draft.finalised && <p class="m-void">{t("measure_paper_draft")}</p>}
      <div class="m-sheets">
        {paper}
      </div>
    </section>
  );
}

// What goes to the printer stands beside the app, which print hides as a whole.
function usePrinted(paper, ...changes) {
  useEffect(() => {
    const root = document.createElement("div");
    root.className = "print-root";
    root.setAttribute("aria-hidden", "true");
    document.body.append(root);
    document.documentElement.classList.add("printing-paper");
    render(paper, root);
    return () => {
      render(null, root);
      root.remove();
      document.documentElement.classList.remove("printing-paper");
    };
  }, changes);
}
