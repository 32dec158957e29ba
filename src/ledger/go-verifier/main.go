// Verifies a Kiungo ledger, and receipts from it, with the transparency-log code of the Go project: a program that
// shares nothing with Kiungo but the standards.
//
//	go run . BASE KEY [RECEIPT...]
//
// BASE is the address of a ledger (https://node.example/ledger) or a folder with the same layout; KEY its vkey,
// obtained from elsewhere. KIUNGO_TOKEN holds the access token of someone who may read the entries.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

func main() {
	if len(os.Args) < 3 {
		fail("usage: go run . BASE KEY [RECEIPT...]")
	}
	verifier, err := note.NewVerifier(os.Args[2])
	must(err)
	source := source(os.Args[1])
	checkpoint, err := source.read("checkpoint")
	must(err)
	tree := openCheckpoint(checkpoint, verifier)
	verifyEntries(source, tree)
	for _, file := range os.Args[3:] {
		verifyReceipt(file, verifier)
	}
	fmt.Printf("ok: %d entries, %d receipts\n", tree.N, len(os.Args)-3)
}

// verifyEntries hashes every entry again and holds it against tiles that the signed root authenticates.
func verifyEntries(source source, tree tlog.Tree) {
	hashes := tlog.TileHashReader(tree, source)
	for from := int64(0); from < tree.N; from += 1 << tileHeight {
		width := min(tree.N-from, 1<<tileHeight)
		indexes := make([]int64, width)
		for i := range indexes {
			indexes[i] = tlog.StoredHashIndex(0, from+int64(i))
		}
		expected, err := hashes.ReadHashes(indexes)
		must(err)
		tile := tlog.Tile{H: tileHeight, L: 0, N: from >> tileHeight, W: int(width)}
		bundle, err := source.read("tile/entries/" + strings.TrimPrefix(tile.Path(), "tile/8/0/"))
		must(err)
		for i, hash := range expected {
			if len(bundle) < 2 || len(bundle) < 2+int(bundle[0])<<8+int(bundle[1]) {
				fail("entry %d is cut short", from+int64(i))
			}
			end := 2 + int(bundle[0])<<8 + int(bundle[1])
			if tlog.RecordHash(bundle[2:end]) != hash {
				fail("entry %d is not what was logged", from+int64(i))
			}
			bundle = bundle[end:]
		}
	}
}

func verifyReceipt(file string, verifier note.Verifier) {
	var receipt struct {
		Entry, Checkpoint string
		Index             int64
		Inclusion         []string
	}
	text, err := os.ReadFile(file)
	must(err)
	must(json.Unmarshal(text, &receipt))
	entry, err := base64.RawURLEncoding.DecodeString(receipt.Entry)
	must(err)
	proof := tlog.RecordProof{}
	for _, encoded := range receipt.Inclusion {
		hash, err := tlog.ParseHash(encoded)
		must(err)
		proof = append(proof, hash)
	}
	tree := openCheckpoint([]byte(receipt.Checkpoint), verifier)
	must(tlog.CheckRecord(proof, tree.N, tree.Hash, receipt.Index, tlog.RecordHash(entry)))
}

// openCheckpoint reads origin, size and root from a note that the log signed (C2SP tlog-checkpoint).
func openCheckpoint(text []byte, verifier note.Verifier) tlog.Tree {
	opened, err := note.Open(text, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		fail("not a checkpoint of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: root}
}

// source is where the log is served: an address or a folder. It is a tlog.TileReader.
type source string

func (s source) read(path string) ([]byte, error) {
	if !strings.HasPrefix(string(s), "http") {
		return os.ReadFile(string(s) + "/" + path)
	}
	request, err := http.NewRequest("GET", string(s)+"/"+path, nil)
	if err != nil {
		return nil, err
	}
	if token := os.Getenv("KIUNGO_TOKEN"); token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	return io.ReadAll(io.LimitReader(answer.Body, 1<<25))
}

func (s source) Height() int { return tileHeight }

func (s source) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		// The Go project writes the height into the address (tile/8/…), C2SP does not.
		bytes, err := s.read("tile/" + strings.TrimPrefix(tile.Path(), "tile/8/"))
		if err != nil {
			return nil, err
		}
		data[i] = bytes
	}
	return data, nil
}

func (s source) SaveTiles([]tlog.Tile, [][]byte) {}

func must(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func fail(format string, values ...any) {
	fmt.Fprintf(os.Stderr, "FAILED: "+format+"\n", values...)
	os.Exit(1)
}
