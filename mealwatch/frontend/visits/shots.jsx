// Photos of one place, in the order in which they were taken; removing one is asked once, in place.
import { useEffect, useRef, useState } from "preact/hooks";
import { Shoot } from "./camera.jsx";
import { blob } from "./store.js";
import { t } from "./words.js";

// `bare`: the photos alone, where the button stands somewhere else.
export function Shots({ digests, role = "photo", onChange, label, title, bare = false }) {
  const add = useAdding(digests, onChange);
  return (
    <div class="shots" role="group" aria-label={label || t("item_photos")}>
      {digests.map((digest, at) => (
        <Shot key={digest} digest={digest} name={t("item_photo_n", { n: at + 1 })} onRemove={() => onChange(digests.filter((one) => one !== digest))} />
      ))}
      {!bare && <Shoot class="shots-more" role={role} label={digests.length ? t("item_again") : label || t("item_photo")} title={title} onShot={add} />}
    </div>
  );
}

// Photos come in while the screen still shows the list of before.
export function useAdding(digests, onChange) {
  const now = useRef(null);
  now.current = { digests, onChange };
  return (digest) => {
    const { digests: held, onChange: tell } = now.current;
    if (held.includes(digest)) return;
    now.current.digests = [...held, digest];
    tell(now.current.digests);
  };
}

export function Shot({ digest, name, onRemove }) {
  const [asked, setAsked] = useState(false);
  if (asked) {
    return (
      <div class="shot asked">
        <span>{t("item_remove_sure")}</span>
        <button type="button" class="danger" onClick={onRemove}>
          {t("item_remove")}
        </button>
        <button type="button" ref={focused} onClick={() => setAsked(false)}>
          {t("item_keep")}
        </button>
      </div>
    );
  }
  return (
    <div class="shot">
      <Picture digest={digest} name={name} />
      <button type="button" class="shot-remove" aria-label={t("item_remove_n", { name })} onClick={() => setAsked(true)}>
        ×
      </button>
    </div>
  );
}

const focused = (button) => button && button.focus();

// The photo itself, from the tablet's own store; its address lives as long as it is shown.
export function Picture({ digest, name }) {
  const [address, setAddress] = useState("");
  useEffect(() => {
    let made = "";
    let gone = false;
    blob(digest).then((found) => {
      if (!found || gone) return;
      made = URL.createObjectURL(asBlob(found));
      setAddress(made);
    });
    return () => {
      gone = true;
      URL.revokeObjectURL(made);
    };
  }, [digest]);
  return address ? <img src={address} alt={name} decoding="async" /> : <span class="shot-blank">{name}</span>;
}

const asBlob = (found) => (found instanceof Blob ? found : new Blob([found.bytes || found], { type: found.mime || "image/jpeg" }));
