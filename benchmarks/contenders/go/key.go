package main

import (
	"crypto/sha256"
	"hash/crc32"
	"strings"
)

const (
	digits         = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	idLength       = 16
	secretLength   = 43
	checksumLength = 6
)

// An API key as the app sends it: <prefix>_<key id>_<secret><checksum>.
type apiKey struct{ id, secret string }

// Parses a key from the right. It is not ok if the form, the prefix or the checksum is wrong.
func parse(text string, prefixes []string) (key apiKey, ok bool) {
	checksum := len(text) - checksumLength
	secret := checksum - secretLength
	id := secret - 1 - idLength
	if id < 2 || text[secret-1] != '_' || text[id-1] != '_' {
		return key, false
	}
	if !isBase62(text[id:secret-1]) || !isBase62(text[secret:]) {
		return key, false
	}
	accepted := false
	for _, prefix := range prefixes {
		accepted = accepted || text[:id-1] == prefix
	}
	if !accepted || encode(crc32.ChecksumIEEE([]byte(text[:checksum]))) != text[checksum:] {
		return key, false
	}
	return apiKey{text[id : secret-1], text[secret:checksum]}, true
}

func (key apiKey) hash() [sha256.Size]byte {
	return sha256.Sum256([]byte("latchkey/v1" + key.id + key.secret))
}

func isBase62(text string) bool {
	for i := range len(text) {
		if strings.IndexByte(digits, text[i]) < 0 {
			return false
		}
	}
	return true
}

func encode(number uint32) string {
	var text [checksumLength]byte
	for i := checksumLength - 1; i >= 0; i-- {
		text[i] = digits[number%62]
		number /= 62
	}
	return string(text[:])
}
