"""The rules of messages: what each kind is, when a channel may be sent to, how a robot is spoken to."""
