import { Component, type ReactNode } from "react";
import { Failure } from "./states.tsx";

/**
 * Shows what broke instead of an empty page. Most often it is a part of the program that a newer server no longer has:
 * loading the page again gets the new one.
 */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <Failure error={this.state.error} retry={() => location.reload()} />;
  }
}
