"""Runs a program in a pseudo terminal: pseudo-terminal.py COLUMNS ROWS PROGRAM [WORD…]

What the program writes goes to stdout. Lines on stdin are orders: `size COLUMNS ROWS`, `type HEX`, `signal NUMBER`, `stopped`
(answers on stderr when the program has been stopped). Ends with the program's exit code, or 128 and the number of its signal.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios

columns, rows, program = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
begin_read, begin_write = os.pipe()
child, terminal = pty.fork()
if child == 0:
    os.close(begin_write)
    os.read(begin_read, 1)  # the size is set
    os.execvp(program[0], program)


def resize(to_columns, to_rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", to_rows, to_columns, 0, 0))


resize(columns, rows)
os.close(begin_read)
os.write(begin_write, b"x")

orders = b""
sources = [terminal, 0]
while True:
    ready, _, _ = select.select(sources, [], [])
    if terminal in ready:
        try:
            output = os.read(terminal, 65536)
        except OSError:  # EIO: the program has ended
            break
        if not output:
            break
        os.write(1, output)
    if 0 in ready:
        read = os.read(0, 65536)
        if not read:
            sources.remove(0)
        orders += read
        *lines, orders = orders.split(b"\n")
        for line in lines:
            word, *rest = line.decode().split()
            if word == "size":
                resize(int(rest[0]), int(rest[1]))
            elif word == "type":
                os.write(terminal, bytes.fromhex(rest[0]))
            elif word == "signal":
                os.kill(child, int(rest[0]))
            elif word == "stopped":
                os.waitpid(child, os.WUNTRACED)
                os.write(2, b"stopped\n")

_, status = os.waitpid(child, 0)
code = os.waitstatus_to_exitcode(status)
sys.exit(code if code >= 0 else 128 - code)
