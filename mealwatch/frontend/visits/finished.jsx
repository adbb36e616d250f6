// The visit is a record on this tablet and waits for a network; its papers stay at hand.
import { t } from "./words.js";

export function Finished({ draft }) {
  const to = (part, word, main) => (
    <a class={`button m-confirm${main ? " main" : ""}`} href={`#/visit/${draft.id}/${part}`}>
      {t(word)}
    </a>
  );
  return (
    <section class="m-part m-finished" role="status">
      <h2>{t("measure_kept")}</h2>
      <p>{t("measure_kept_how")}</p>
      <div class="m-acts">
        {to("notice", "measure_notice", true)}
        {to("result", "measure_sign_result")}
        <a class="button m-confirm" href="#/">
          {t("measure_home")}
        </a>
      </div>
    </section>
  );
}
