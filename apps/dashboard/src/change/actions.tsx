import { Button, Modal, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { Session } from "@tollgate/client/admin";
import { type Change, type ChangeCommand, COMMAND_ROLES } from "@tollgate/client/change";
import type { ChangeAddress } from "@tollgate/client/client";
import { includesRole } from "@tollgate/core/vocabulary/role";
import { type ReactNode, useId, useState } from "react";
import { api, explained, idOf, queries } from "../api.ts";
import { useSession } from "../session.tsx";
import { ToneIcon } from "../ui/tone.tsx";

type Deciding = Exclude<ChangeCommand["type"], "recheck">;

const DECIDING: Readonly<
  Record<Deciding, { readonly button: string; readonly title: string; readonly effect: string; readonly note: string }>
> = {
  "approve-final": {
    button: "Give the final word",
    title: "Give the final word?",
    effect: "Every gate is open; with your word this commit may be merged. It is void when a new commit is pushed.",
    note: "Note (optional)",
  },
  "reject-final": {
    button: "Refuse",
    title: "Refuse this commit?",
    effect: "It cannot be merged until you take the refusal back or a new commit is pushed.",
    note: "What should change",
  },
};

/** Why somebody cannot give a command now; null when they can try. The server has the last word. */
function hindrance(type: Deciding, change: Change, session: Session): string | null {
  if (change.lifecycle !== "open") return change.lifecycle === "draft" ? "it is a draft" : `it is ${change.lifecycle}`;
  const me = (session.login ?? session.subject).toLowerCase();
  if (me === change.author.toLowerCase()) return "you are its author, and the final word is somebody else's";
  if (change.state === "COMPLETED") return type === "reject-final" ? null : "the final word is given";
  if (change.state === "FINAL_PENDING" || change.state === "FINAL_REJECTED") return null;
  return "it is asked for when the first three gates are open";
}

/** A button for every command that this person may give, and the commit that it is about. */
export function Actions({ change, address }: { change: Change; address: ChangeAddress }) {
  const session = useSession();
  const [asking, setAsking] = useState<{ type: Deciding; sha: string } | null>(null);
  const reasonId = useId();
  const command = useMutation({
    mutationFn: ({ body, id }: { body: ChangeCommand; id: string }) => api.command(address, body, id),
    onSettled: () => {
      for (const kind of ["change", "explain", "events"])
        void queries.invalidateQueries({ queryKey: [kind, idOf(address)] });
    },
  });
  const may = (type: ChangeCommand["type"]) => includesRole(session.role, COMMAND_ROLES[type]);
  const send = (body: ChangeCommand) => {
    setAsking(null);
    // Sent again by hand or by the network, it is carried out once.
    command.mutate({ body, id: crypto.randomUUID() });
  };
  const hindrances = (["approve-final", "reject-final"] as const).map(
    (type) => [type, hindrance(type, change, session)] as const,
  );
  const told = hindrances[0]?.[1] ?? null;
  const open = change.lifecycle === "open" || change.lifecycle === "draft";
  return (
    <section className="actions" aria-label="What you can do">
      <div className="buttons">
        {open &&
          may("approve-final") &&
          change.headSha !== "" &&
          hindrances.map(([type, reason]) => (
            <Button
              key={type}
              size="sm"
              color={type === "reject-final" ? "red" : "blue"}
              variant={type === "reject-final" ? "default" : "filled"}
              disabled={reason !== null || command.isPending}
              aria-describedby={reason === null ? undefined : reasonId}
              aria-label={`${DECIDING[type].button} on ${change.headSha}`}
              onClick={() => setAsking({ type, sha: change.headSha })}
            >
              {DECIDING[type].button}
            </Button>
          ))}
        {may("recheck") && (
          <Button
            size="sm"
            variant="default"
            loading={command.isPending && command.variables.body.type === "recheck"}
            onClick={() => send({ type: "recheck" })}
          >
            Check again
          </Button>
        )}
      </div>
      <p className="commit">
        <span className="muted">Commit</span> <code>{change.headSha}</code>
      </p>
      <Answer command={command}>
        {open && told !== null && may("approve-final") && <span id={reasonId}>Final word: {told}.</span>}
        {open && !may("approve-final") && (
          <span>
            You are signed in as {session.role}; the final word needs the role {COMMAND_ROLES["approve-final"]}.
          </span>
        )}
      </Answer>
      {asking !== null && (
        <Confirm
          {...asking}
          current={change.headSha}
          about={`${address.repository}#${address.number} ${change.title}`}
          onCancel={() => setAsking(null)}
          onConfirm={(note) => send({ type: asking.type, sha: asking.sha, ...(note === "" ? {} : { note }) })}
        />
      )}
    </section>
  );
}

/** What became of the last command, else why there is none to give. Its place is kept, so that nothing jumps. */
function Answer({
  command,
  children,
}: {
  children: ReactNode;
  command: { data: { status: string; message: string } | undefined; error: unknown; isPending: boolean };
}) {
  const { data, error, isPending } = command;
  const failure = error ? explained(error) : null;
  const tone = failure
    ? "error"
    : data?.status === "refused"
      ? "fail"
      : data?.status === "waiting"
        ? "pending"
        : "pass";
  const text = isPending
    ? "Sent. The facts are read anew before it is decided."
    : failure
      ? `${failure.what} ${failure.remedy}`
      : (data?.message ?? "");
  return (
    <p className="command-answer" role="status">
      {text !== "" ? (
        <>
          <ToneIcon tone={isPending ? "pending" : tone} /> {text}
        </>
      ) : (
        children
      )}
    </p>
  );
}

/** Asks once more before something is decided, and names the commit with all its digits. */
function Confirm(props: {
  type: Deciding;
  sha: string;
  current: string;
  about: string;
  onCancel: () => void;
  onConfirm: (note: string) => void;
}) {
  const { type, sha, current } = props;
  const [note, setNote] = useState("");
  const text = DECIDING[type];
  const moved = sha !== current;
  return (
    <Modal
      opened
      onClose={props.onCancel}
      title={text.title}
      lockScroll={false}
      closeButtonProps={{ "aria-label": "Close" }}
      centered
      size={520}
    >
      <p className="confirm-about">{props.about}</p>
      <p>
        Commit <code className="sha">{sha}</code>
      </p>
      {moved ? (
        <p className="inline-problem" role="alert">
          <ToneIcon tone="fail" /> Meanwhile another commit was pushed. Close this and look at it.
        </p>
      ) : (
        <p>{text.effect}</p>
      )}
      <Textarea
        label={text.note}
        autosize={false}
        rows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className="confirm-buttons">
        <Button variant="default" onClick={props.onCancel}>
          Cancel
        </Button>
        <Button
          data-autofocus
          disabled={moved}
          color={type === "reject-final" ? "red" : "blue"}
          onClick={() => props.onConfirm(note.trim())}
        >
          {text.button}
        </Button>
      </div>
    </Modal>
  );
}
