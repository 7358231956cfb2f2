export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><rect width="20" height="20" rx="4" fill="#1f4f8f"/><path d="M3 10c1.8-3.4 4.2-5 7-5s5.2 1.6 7 5c-1.8 3.4-4.2 5-7 5s-5.2-1.6-7-5z" fill="none" stroke="#fff" stroke-width="1.6"/><circle cx="10" cy="10" r="2.3" fill="#fff"/></svg>'

export const iconName = 'icon.svg'
